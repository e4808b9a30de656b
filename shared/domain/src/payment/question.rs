/// What a payment provider calls about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// The money was taken.
    Pay,
    /// May it be taken?
    Check,
}
