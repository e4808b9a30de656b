//! The edge of every function: application state, who is calling, JSON in and out, errors, `run`.

mod address;
mod app;
mod body;
mod caller;
mod clock;
pub mod codes;
mod edge;
mod error;
mod exchange_caller;
pub mod hash;
mod list;
mod log;
mod path;
mod problem;
mod random;
mod run;
mod settings;
mod strict_json;
mod token;

pub use address::ClientAddress;
pub use app::App;
pub use body::{Body, ExchangeBody};
pub use caller::Resident;
pub use clock::Clock;
pub use codes::Code;
pub use edge::edge;
pub use error::{ApiError, ApiResult};
pub use exchange_caller::{ExchangeCaller, KEY_MARK};
pub use list::{List, ListQuery};
pub use path::Segment;
pub use problem::{FieldProblem, Problem};
pub use random::Random;
pub use run::{app, aws_configuration, run};
pub use settings::{PasswordPolicy, Settings};
pub use strict_json::{FieldFault, StrictJson};
pub use token::{Claims, Keys, SigningKey, Verifier};
