//! The progress bar.

use indicatif::{ProgressBar, ProgressStyle};

use super::batches::Batches;

/// A bar over the bytes of the file: how many items it holds is known only at its end.
pub struct Progress(ProgressBar);

impl Progress {
    /// Nothing done yet.
    pub fn new(bytes: usize) -> Self {
        let bar = ProgressBar::new(u64::try_from(bytes).unwrap_or(u64::MAX));
        let style = ProgressStyle::with_template("{bar:30} {percent:>3} %  {msg}  осталось {eta}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self(bar)
    }

    /// So far.
    pub fn at(&self, bytes: usize, batches: &Batches<'_>) {
        self.0.set_position(u64::try_from(bytes).unwrap_or(u64::MAX));
        self.0.set_message(batches.summary().short());
    }

    /// The bar makes room for the summary.
    pub fn done(&self) {
        self.0.finish_and_clear();
    }
}
