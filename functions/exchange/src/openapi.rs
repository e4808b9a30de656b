//! The description of these routes.
