//! The id of an appeal: the company that may answer it follows from it.

crate::id_of_account! {
    /// An appeal.
    AppealId
}
