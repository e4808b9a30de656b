use domain::news::{News, NewsId, NewsStatus};
use table::entities::news::NewsItem;
use table::keys;
use testkit::samples;

use crate::service::{Service, errors, file, with_examples};

async fn stored(service: &Service, code: &str) -> News {
    let organization = samples::organization_id(1);
    let id = NewsId::of(&organization, &code.parse().unwrap());
    service.app.table.get::<NewsItem>(keys::news(&organization, &id), true).await.unwrap().unwrap().news
}

#[tokio::test]
async fn the_news_of_the_examples_are_loaded() {
    let service = with_examples().await;
    let loaded = service.load_example("news", "news.csv").await;
    assert_eq!(loaded.out, "Загружено: новых 2, изменённых 0, без изменений 0, отклонённых 0.\n", "{loaded:?}");
    let again = service.load_example("news", "news.csv").await;
    assert_eq!(again.out, "Загружено: новых 0, изменённых 0, без изменений 2, отклонённых 0.\n");
    let water = stored(&service, "2026-10-voda").await;
    assert_eq!(water.published_at.to_string(), "2026-10-20T04:00:00Z");
    assert_eq!(water.expires_at.map(|at| at.to_string()), Some("2026-10-22T20:00:00Z".to_owned()));
    assert!(water.pinned && water.status == NewsStatus::Published && water.houses.len() == 1, "{water:?}");
    assert!(water.body.as_str().contains("подвале.\n\nХолодная"), "{water:?}");
    let workday = stored(&service, "2026-11-subbotnik").await;
    assert_eq!(
        (workday.published_at.to_string().as_str(), workday.status),
        ("2026-11-05T05:00:00Z", NewsStatus::Draft)
    );
}

#[tokio::test]
async fn a_broken_cell_of_news_is_named_and_the_others_are_loaded() {
    let service = with_examples().await;
    let header = "code;title;body;houses;pinned;published_at;expires_at;time_zone;status\n";
    let rows = "1;А;Б;;;20.10.2026;;Europe/Samara;\n\
                2;А;Б;;;20.10.2026 8:00;;;\n\
                3;А;Б;;;20.10.2026 8:00;;Саратов;\n\
                4;А;Б;;;завтра;;;\n\
                5;А;Б;;может быть;2026-10-20T08:00:00Z;;;\n\
                6;А;Б;;;2026-10-20T08:00:00Z;;;потом\n\
                7;А;Б;lesnaya-3 | nowhere;;2026-10-20T08:00:00Z;;;\n\
                8;А;Б;;;2026-10-20T08:00:00Z;19.10.2026;Europe/Samara;\n\
                9;;Б;;;2026-10-20T08:00:00Z;;;\n";
    let path = file("news.csv", format!("{header}{rows}").as_bytes());
    let outcome = service.load("news", &path).await;
    assert_eq!(outcome.out, "Загружено: новых 1, изменённых 0, без изменений 0, отклонённых 8.\n", "{outcome:?}");
    let mut found: Vec<Vec<String>> =
        errors(&path).into_iter().map(|row| vec![row[0].clone(), row[1].clone()]).collect();
    found.sort();
    let expected = [
        ["10", "title"],
        ["3", "time_zone"],
        ["4", "time_zone"],
        ["5", "published_at"],
        ["6", "pinned"],
        ["7", "status"],
        ["8", "houses"],
        ["9", "expires_at"],
    ];
    assert_eq!(found, expected);
}
