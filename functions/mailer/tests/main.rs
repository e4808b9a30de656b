//! Behaviour of the sweep, against a stand-in of SES that answers what a test tells it to.

mod ses;
mod sweep;
