//! What all residents think of the cabinet.

use domain::UserId;
use domain::rating::{Counts, Grade};
use http::{ApiResult, App};
use serde::Serialize;
use table::entities::rating::{RatingShard, Vote};
use table::{Batch, keys};
use utoipa::ToSchema;

/// The results so far.
#[derive(Debug, Serialize, ToSchema)]
pub struct Rating {
    /// How many people gave which grade.
    counts: VoicesByGrade,
    /// How many gave any.
    total: u64,
    /// The caller's own; null for who has given none or is not signed in.
    #[schema(value_type = Option<GradeName>)]
    mine: Option<Grade>,
}

/// Voices by grade.
#[derive(Debug, Serialize, ToSchema)]
pub struct VoicesByGrade {
    /// «Отлично».
    excellent: u64,
    /// «Хорошо».
    good: u64,
    /// «Удовлетворительно».
    satisfactory: u64,
    /// «Плохо».
    poor: u64,
}

/// A grade.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "it describes the domain's grade, which knows nothing of HTTP")]
pub enum GradeName {
    /// «Отлично».
    Excellent,
    /// «Хорошо».
    Good,
    /// «Удовлетворительно».
    Satisfactory,
    /// «Плохо».
    Poor,
}

impl Rating {
    /// As it is now; whoever has just voted sees their voice counted.
    pub async fn read(app: &App, user: Option<&UserId>) -> ApiResult<Self> {
        let batch = match user {
            Some(user) => Batch::consistent().with(keys::vote(user)),
            None => Batch::new(),
        };
        let mut found = app.table.batch(RatingShard::all(batch)).await?;
        let vote: Option<Vote> = match user {
            Some(user) => found.take(&keys::vote(user))?,
            None => None,
        };
        let Counts { excellent, good, satisfactory, poor } = RatingShard::sum(&mut found)?;
        let counts = VoicesByGrade { excellent, good, satisfactory, poor };
        let total = excellent + good + satisfactory + poor;
        Ok(Self { counts, total, mine: vote.map(|vote| vote.grade) })
    }
}
