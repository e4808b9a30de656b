use utoipa::ToSchema;

/// A news item.
#[derive(Debug, ToSchema)]
pub struct News {
    /// Natural key, up to 60 characters.
    #[schema(example = "2026-10-voda")]
    pub code: String,
    /// One line, up to 300 characters.
    #[schema(example = "Отключение горячей воды 22 октября")]
    pub title: String,
    /// Markdown, up to 10,000 characters. HTML in it is shown as text. Own pictures are shown, ten at most:
    /// `![words](picture:id)` with the id that `POST …/news/pictures` has given; pictures from elsewhere are links.
    #[schema(example = "С **9:00** до 17:00 меняем задвижку в подвале.")]
    pub body: String,
    /// Codes of the houses whose residents it is for, up to 500; nothing: for all.
    #[schema(max_items = 500, example = json!(["mira-5"]), nullable = false)]
    pub houses: Option<Vec<String>>,
    /// Stands before the others.
    #[schema(example = false, nullable = false)]
    pub pinned: Option<bool>,
    /// From when it is shown.
    #[schema(format = DateTime, example = "2026-10-20T08:00:00Z")]
    pub published_at: String,
    /// Until when; nothing: for ever.
    #[schema(format = DateTime, example = "2026-10-23T00:00:00Z")]
    pub expires_at: Option<String>,
    /// Residents see only what is published.
    pub status: NewsStatus,
}

/// What shall become of a news item.
#[derive(Debug, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NewsStatus {
    /// Not shown yet.
    Draft,
    /// Shown from `published_at` until `expires_at`.
    Published,
    /// Shown no longer.
    Withdrawn,
}

#[cfg(test)]
mod tests {
    #[test]
    fn as_many_houses_are_told_of_as_are_taken() {
        let document = serde_json::to_value(crate::openapi()).unwrap();
        let houses = &document["components"]["schemas"]["News"]["properties"]["houses"];
        let most = domain::news::News::MOST_HOUSES;
        assert_eq!(houses["maxItems"], most);
        assert!(houses["description"].as_str().unwrap().contains(&format!("up to {most};")));
    }
}
