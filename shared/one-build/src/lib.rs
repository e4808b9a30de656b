//! Nothing but a list of dependencies: one set of features for what all packages share.
//!
//! Cargo compiles a library once for each set of features that is asked of it. The tests of one package, those of the
//! workspace and `cargo run` ask for different ones, so the AWS SDK and the typesetter would be compiled once for each.
//! The local system and the test kit depend on this crate, and no function does: what is deployed keeps its own set.

#![warn(missing_docs)]
