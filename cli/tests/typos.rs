use domain::typo::TypoReport;
use http::Clock;
use jiff::SignedDuration;
use table::entities::typo::Typo;

use crate::service::Service;

/// Somebody reported this so many hours ago.
async fn reported(service: &Service, hours: i64, page: &str, selection: &str, comment: Option<&str>) {
    let report = TypoReport::parse(page, selection, comment).unwrap();
    let at = Clock::system().now() - SignedDuration::from_hours(hours);
    service.app.table.put(&Typo { id: selection.len().to_string(), report, at }).await.unwrap();
}

#[tokio::test]
async fn reports_of_mistakes_are_listed_oldest_first_with_page_words_and_comment() {
    let service = Service::start().await;
    reported(&service, 0, "/charges", "начисленно", Some("одна н")).await;
    reported(&service, 48, "/meters", "показанея", None).await;
    reported(&service, 24 * 40, "/", "давно", None).await;
    let listed = service.on_the_table("typos", &["list"]).await;
    let lines: Vec<&str> = listed.out.lines().collect();
    assert_eq!((listed.code, lines.len()), (0, 3), "{listed:?}");
    assert!(lines[0].contains("UTC  /meters  «показанея»"), "{listed:?}");
    assert!(lines[1].contains("UTC  /charges  «начисленно»") && lines[2] == "    одна н", "{listed:?}");
    let all = service.on_the_table("typos", &["list", "--days", "60"]).await;
    assert!(all.out.lines().next().unwrap().contains("«давно»"), "{all:?}");
}

#[tokio::test]
async fn a_list_goes_on_from_where_it_ended() {
    let service = Service::start().await;
    reported(&service, 24 * 40, "/", "давно", None).await;
    reported(&service, 1, "/charges", "начисленно", None).await;
    let list = async |since: &str| service.on_the_table("typos", &["list", "--since", since]).await;
    let first = list("2020-01-31").await;
    assert_eq!(first.out.lines().count(), 2, "{first:?}");
    let next = first.err.trim().strip_prefix("Дальше: --since ").unwrap().to_owned();
    let nothing = list(&next).await;
    assert!(nothing.out.contains("сообщений об ошибках нет") && nothing.err == first.err, "{nothing:?}");
    reported(&service, 0, "/meters", "показанея", None).await;
    let second = list(&next).await;
    assert!(second.out.lines().count() == 1 && second.out.contains("«показанея»"), "{second:?}");
    assert_eq!(list("вчера").await.code, 2);
}

#[tokio::test]
async fn where_nothing_was_reported_it_says_so() {
    let service = Service::start().await;
    let listed = service.on_the_table("typos", &["list", "--days", "7"]).await;
    assert_eq!((listed.code, listed.out.trim()), (0, "За 7 дн. сообщений об ошибках нет."));
    assert_eq!(service.on_the_table("typos", &["list", "--days", "91"]).await.code, 2);
}
