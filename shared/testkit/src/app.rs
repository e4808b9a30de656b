//! An application under test.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use domain::UserId;
use http::unsubscribe::UnsubscribeKey;
use http::{
    App, Clock, MailingSettings, OperatorContacts, PasswordPolicy, PaymentSettings, Random, Settings, SigningKey,
};
use jiff::{SignedDuration, Timestamp};
use secrets::Codes;
use storage::Storage;
use table::Table;

use crate::client::Call;
use crate::engine::endpoint;
use crate::{codes, files, role};

static TABLES: AtomicU32 = AtomicU32::new(0);

/// A router over a table of its own. It derefs to the [`App`] behind it.
pub struct TestApp {
    /// The application.
    pub app: App,
    router: Router,
}

impl std::ops::Deref for TestApp {
    type Target = App;
    fn deref(&self) -> &App {
        &self.app
    }
}

impl TestApp {
    /// Serves this router under the historic password policy. It is noon of 20 October 2026, UTC.
    pub async fn start(router: fn(App) -> Router) -> Self {
        Self::start_with(router, |_| ()).await
    }

    /// Serves this router with changed settings.
    pub async fn start_with(router: fn(App) -> Router, change: impl FnOnce(&mut Settings)) -> Self {
        let name = format!("test-{}-{}", std::process::id(), TABLES.fetch_add(1, Ordering::SeqCst));
        let table = Table::on_this_machine(&endpoint(), &name).watched(role::Watch);
        table.create_if_absent().await.unwrap();
        let now: Timestamp = "2026-10-20T12:00:00Z".parse().unwrap();
        let clock = Clock::fixed(now);
        let storage = files::storage(&name, clock.clone());
        let codes = codes::of(&name);
        let mut settings = settings(name, storage, codes);
        change(&mut settings);
        let app = App::new(table, clock, Random::seeded(1), settings);
        Self { router: http::edge(router(app.clone())), app }
    }

    /// The same table and clock behind another router.
    #[must_use]
    pub fn with(&self, router: fn(App) -> Router) -> Self {
        Self { app: self.app.clone(), router: http::edge(router(self.app.clone())) }
    }

    /// The same table and clock behind another router, reached at another address: that of a fault proxy.
    #[must_use]
    pub fn behind(&self, endpoint: &str, router: fn(App) -> Router) -> Self {
        let table = Table::on_this_machine(endpoint, &self.settings.table).watched(role::Watch);
        let app = App::new(table, self.clock.clone(), Random::seeded(2), self.settings.clone());
        Self { router: http::edge(router(app.clone())), app }
    }

    /// Another instance on the same table, whose clock is so many seconds ahead, or behind where below zero.
    #[must_use]
    pub fn ahead(&self, seconds: i64, router: fn(App) -> Router) -> Self {
        let clock = Clock::fixed(self.clock.now() + SignedDuration::from_secs(seconds));
        let app = App::new(self.table.clone(), clock, Random::seeded(3), self.settings.clone());
        Self { router: http::edge(router(app.clone())), app }
    }

    /// Another process on the same table, which reads integrity codes by this handle.
    #[must_use]
    pub fn reading(&self, codes: Codes, router: fn(App) -> Router) -> Self {
        let mut settings = self.settings.clone();
        settings.payments.codes = Some(codes);
        let app = App::new(self.table.clone(), self.clock.clone(), Random::seeded(4), settings);
        Self { router: http::edge(router(app.clone())), app }
    }

    /// Integrity codes of this deployment, as a process has them that has just begun.
    pub fn codes(&self) -> Codes {
        self.settings.payments.codes.as_ref().unwrap().forgotten()
    }

    /// How many integrity codes this deployment has, those that nothing names among them.
    pub fn codes_kept(&self) -> usize {
        codes::count(&self.settings.table)
    }

    /// An access token of a person.
    pub fn token(&self, user: &UserId) -> String {
        let key = self.settings.signing_key.as_ref().unwrap();
        key.sign(user, "session", self.clock.now()).unwrap()
    }

    /// Begins a GET.
    pub fn get(&self, path: &str) -> Call {
        self.call("GET", path)
    }

    /// Begins a POST.
    pub fn post(&self, path: &str) -> Call {
        self.call("POST", path)
    }

    /// Begins a PUT.
    pub fn put(&self, path: &str) -> Call {
        self.call("PUT", path)
    }

    /// Begins a PATCH.
    pub fn patch(&self, path: &str) -> Call {
        self.call("PATCH", path)
    }

    /// Begins a DELETE.
    pub fn delete(&self, path: &str) -> Call {
        self.call("DELETE", path)
    }

    fn call(&self, method: &str, path: &str) -> Call {
        Call::new(self.router.clone(), method, path)
    }
}

fn settings(table: String, storage: Storage, codes: Codes) -> Settings {
    let signing_key = SigningKey::parse(&SigningKey::generate("test", [7; 32]).unwrap()).unwrap();
    Settings {
        table,
        base_url: "https://lk.example.ru".to_owned(),
        keys: signing_key.public_keys().unwrap(),
        signing_key: Some(signing_key),
        password_policy: PasswordPolicy::Historic,
        mail_from: Some("Личный кабинет <no-reply@lk.example.ru>".to_owned()),
        operator_email: Some("operator@lk.example.ru".to_owned()),
        operator: OperatorContacts::default(),
        payments: PaymentSettings { codes: Some(codes), ..PaymentSettings::default() },
        mailing: MailingSettings { unsubscribe_key: Some(UnsubscribeKey::new("test")), ..MailingSettings::default() },
        storage: Some(storage),
    }
}
