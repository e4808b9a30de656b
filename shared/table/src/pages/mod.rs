//! What several functions read for a resident's page: the keys of one round trip, and what they mean together.

mod boards;
mod card;
mod catalogues;
mod closing;
mod common_needs;
mod earlier;
mod news;
mod publication;
mod published;
mod recent;

pub use boards::Boards;
pub use card::{Card, CardPage};
pub use catalogues::Catalogues;
pub use closing::Unpublished;
pub use common_needs::{CommonNeedsPage, PublishedCommonNeeds};
pub use earlier::newest_published;
pub use news::{NewsPart, NewsReader};
pub use publication::{Publication, PublicationPage};
pub use published::published_within;
