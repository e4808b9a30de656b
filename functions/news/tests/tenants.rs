//! Ivanov's flat in «Мира, 5», and news as the exchange leaves them in the table. It is noon of 20 October 2026.

use domain::house::HouseCode;
use domain::news::{News, NewsId, NewsStatus};
use domain::{AccountId, UserId};
use table::Entity as _;
use table::entities::news::NewsItem;
use testkit::{Answer, TestApp, samples};

pub const NUMBER: &str = "100200300";

pub fn ivanov() -> UserId {
    samples::user_id(1)
}

pub fn account() -> AccountId {
    samples::account_id(NUMBER)
}

/// Published now, for all, for ever.
pub fn item(code: &str) -> News {
    News {
        code: code.parse().unwrap(),
        title: samples::text(&format!("Новость {code}")),
        body: "Текст".parse().unwrap(),
        houses: Vec::new(),
        pinned: false,
        published_at: "2026-10-20T12:00:00Z".parse().unwrap(),
        expires_at: None,
        status: NewsStatus::Published,
    }
}

/// The same, so many minutes ago.
pub fn aged(code: &str, minutes: i64) -> News {
    let published_at = item(code).published_at - jiff::SignedDuration::from_mins(minutes);
    News { published_at, ..item(code) }
}

/// The same for one house.
pub fn of_house(code: &str, house: &str) -> News {
    News { houses: vec![HouseCode::parse(house).unwrap()], ..item(code) }
}

pub struct Tenants {
    pub app: TestApp,
}

impl Tenants {
    pub async fn with(news: &[News]) -> Self {
        let app = TestApp::start(news::router).await;
        app.organization().await;
        app.account(NUMBER).await;
        app.attach(&ivanov(), &account()).await;
        let tenants = Self { app };
        for news in news {
            tenants.put(1, news.clone()).await;
        }
        tenants
    }

    fn sent(seed: u8, news: News) -> NewsItem {
        let organization = samples::organization_id(seed);
        NewsItem { organization, news, html: "<p>Текст</p>".to_owned(), revision: 1 }
    }

    /// Takes an item out of all lists.
    pub async fn take_back(&self, news: News) {
        for listed in Self::sent(1, news).listed() {
            self.app.table.delete(listed.key()).await.unwrap();
        }
    }

    /// Puts an item of a company with all its copies.
    pub async fn put(&self, seed: u8, news: News) {
        self.put_item(Self::sent(seed, news)).await;
    }

    /// The same with this text.
    pub async fn put_html(&self, news: News, html: &str) {
        self.put_item(NewsItem { html: html.to_owned(), ..Self::sent(1, news) }).await;
    }

    async fn put_item(&self, item: NewsItem) {
        self.app.table.put(&item).await.unwrap();
        for listed in item.listed() {
            self.app.table.put(&listed).await.unwrap();
        }
        for copy in item.copies() {
            self.app.table.put(&copy).await.unwrap();
        }
        assert!(item.key().pk.starts_with("NEWS#"));
    }

    pub async fn get(&self, rest: &str) -> Answer {
        self.get_as(&ivanov(), rest).await
    }

    pub async fn get_as(&self, user: &UserId, rest: &str) -> Answer {
        let path = format!("/api/accounts/{}/news{rest}", account());
        self.app.get(&path).bearer(&self.app.token(user)).send().await
    }

    pub async fn read(&self, code: &str) -> Answer {
        let path = format!("/api/accounts/{}/news/{}/read", account(), id(code));
        self.app.post(&path).bearer(&self.app.token(&ivanov())).send().await
    }

    /// Titles of the list and whether they are read.
    pub async fn list(&self) -> Vec<(String, bool)> {
        titles(&self.get("").await)
    }
}

pub fn id(code: &str) -> NewsId {
    NewsId::of(&samples::organization_id(1), &code.parse().unwrap())
}

pub fn titles(answer: &Answer) -> Vec<(String, bool)> {
    assert_eq!(answer.status, 200, "{}", answer.text());
    let body = answer.json();
    let items = body["items"].as_array().unwrap();
    let of = |item: &serde_json::Value| {
        (item["title"].as_str().unwrap().trim_start_matches("Новость ").to_owned(), item["read"].as_bool().unwrap())
    };
    items.iter().map(of).collect()
}

pub fn unread(codes: &[&str]) -> Vec<(String, bool)> {
    codes.iter().map(|code| ((*code).to_owned(), false)).collect()
}
