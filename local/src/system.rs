//! Starting the whole system, in the order in which its parts need each other.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::Result;
use expiry::Expiry;
use http::unsubscribe::UnsubscribeKey;
use http::{App, Clock, Keys, MailingSettings, OperatorContacts, PaymentSettings, Random, Settings, SigningKey};
use reminders::Reminders;
use table::Table;

use crate::args::Args;
use crate::control::Control;
use crate::inbox::{self, Inbox};
use crate::interrupt::Interrupt;
use crate::moneta::{self, Moneta};
use crate::state::DataDir;
use crate::{demo, engine, files, frontend, mail, secrets, server};

/// How often the pending mail is swept; on AWS the table's stream wakes the mailer instead.
const SWEEP: Duration = Duration::from_millis(250);

/// How often the calendar is looked at for reminders; on AWS a schedule does it every hour.
const REMIND: Duration = Duration::from_secs(5);

/// How often payments are looked at for the end of their term; on AWS a schedule does it every quarter of an hour.
const EXPIRE: Duration = Duration::from_secs(5);

/// Starts everything, prints the addresses and the credentials, and serves until it is stopped.
pub async fn run(args: &Args) -> Result<()> {
    let data = if args.memory { DataDir::memory() } else { DataDir::open(&args.data_dir)? };
    let listener = server::bind(args.port).await?;
    let site = match &args.site {
        Some(site) => site.clone(),
        None => frontend::ensure_built().await?,
    };
    let port = listener.local_addr()?.port();
    let url = format!("http://localhost:{port}");
    let first_start = data.is_new();
    if first_start {
        // Before there is a store: one without what is remembered of it is taken for damaged.
        data.begin()?;
    }
    let engine = engine::start(data.store().as_deref()).await?;
    if first_start {
        remember_secrets(&data)?;
    } else if args.rotate_key {
        change_signing_key(&data)?;
    }
    let app = application(engine.table.clone(), &data, &url)?;
    let inbox = Inbox::open(data.mail(), app.clock.clone())?;
    let mailer = mail::mailer(&app, &url)?;
    let moneta = Moneta::open(&data, data.moneta(), app.clock.clone(), format!("http://127.0.0.1:{port}"))?;
    let control = Control { app: app.clone(), data: data.clone(), ready: Arc::default() };
    let ready = Arc::clone(&control.ready);
    let local = [
        inbox::router(inbox.clone(), mailer.clone()),
        moneta::router(moneta.clone()),
        files::router(&data, app.clock.clone())?,
        secrets::router(&data)?,
    ];
    let interrupt = Interrupt::listen();
    let router = server::router(control, local, &site);
    let server = tokio::spawn(server::serve(listener, router, interrupt.clone().came()));
    if first_start {
        tokio::select! {
            biased;
            // The half-filled store stays marked as such: the next start begins anew.
            () = interrupt.came() => return Ok(()),
            filled = demo::fill(&app, &data, &inbox, &mailer, args.wants_demo()) => filled?,
        }
        data.finish()?;
    }
    tokio::spawn(mail::sweep_for_ever(mailer, SWEEP));
    let (reminders, expiry) = (Reminders::new(app.clone()), Expiry::new(app));
    tokio::spawn(for_ever(REMIND, "nobody could be reminded", move || {
        let reminders = reminders.clone();
        async move { reminders.run().await }
    }));
    tokio::spawn(for_ever(EXPIRE, "payments could not be ended", move || {
        let expiry = expiry.clone();
        async move { expiry.run().await }
    }));
    tokio::spawn(moneta::deliver_for_ever(moneta));
    ready.store(true, Ordering::SeqCst);
    announce(&url, &data, &secrets::operator(&data, &engine, &url));
    server.await?
}

/// Does something again and again. What fails once is left for the next time.
async fn for_ever<W, E: std::fmt::Display>(every: Duration, failed: &'static str, work: impl Fn() -> W)
where
    W: Future<Output = Result<u32, E>>,
{
    loop {
        if let Err(error) = work().await {
            tracing::warn!(%error, "{failed}");
        }
        tokio::time::sleep(every).await;
    }
}

fn remember_secrets(data: &DataDir) -> Result<()> {
    let secret = || Random::System.secret().map_err(|_| anyhow::anyhow!("no randomness"));
    let (access, unsubscribe) = (secret()?, secret()?);
    data.change(|state| {
        state.access_secret = access;
        state.unsubscribe_secret = unsubscribe;
    })?;
    change_signing_key(data)
}

/// Makes a new key; tokens of the one before it stay good.
fn change_signing_key(data: &DataDir) -> Result<()> {
    let no_randomness = |_| anyhow::anyhow!("no randomness");
    let kid = Random::System.id().map_err(no_randomness)?;
    let key = SigningKey::generate(&kid, Random::System.bytes().map_err(no_randomness)?)?;
    let present = data.state().signing_key;
    let former = match present.as_str() {
        "" => None,
        present => Some(SigningKey::parse(present)?.public_keys()?.to_json()),
    };
    data.change(|state| {
        state.signing_key = key;
        state.former_keys = former;
    })
}

fn application(table: Table, data: &DataDir, url: &str) -> Result<App> {
    let state = data.state();
    let signing_key = SigningKey::parse(&state.signing_key)?;
    let former = state.former_keys.as_deref().map(Keys::parse).transpose()?;
    let settings = Settings {
        table: engine::TABLE.to_owned(),
        base_url: url.to_owned(),
        keys: former.into_iter().fold(signing_key.public_keys()?, |keys, former| keys.and(&former)),
        signing_key: Some(signing_key),
        password_policy: http::PasswordPolicy::default(),
        mail_from: Some("Личный кабинет <no-reply@kabinet.example>".to_owned()),
        operator_email: Some("operator@kabinet.example".to_owned()),
        operator: OperatorContacts {
            name: Some("ООО «Расчётный центр „Пример“»".to_owned()),
            address: Some("410000, г. Саратов, ул. Московская, д. 1".to_owned()),
            phone: Some("+7 800 000-00-00".to_owned()),
            email: Some("help@kabinet.example".to_owned()),
        },
        payments: PaymentSettings {
            moneta_url: format!("{url}{}", moneta::PAGE),
            test_mode: true,
            codes: Some(secrets::codes(data, url)),
            ..PaymentSettings::default()
        },
        mailing: MailingSettings {
            unsubscribe_key: Some(UnsubscribeKey::new(&state.unsubscribe_secret)),
            ..MailingSettings::default()
        },
        storage: Some(files::storage(data, url)),
    };
    let clock = Clock::system();
    clock.advance(state.clock_offset);
    Ok(App::new(table, clock, Random::System, settings))
}

/// The lines that programs read; one thing a line.
#[expect(clippy::print_stdout, reason = "these lines are the contract of the local system")]
fn announce(url: &str, data: &DataDir, operator: &str) {
    let state = data.state();
    println!("ready url={url}");
    if let Some(resident) = &state.resident {
        println!("resident login={} password={} email={}", resident.login, resident.password, resident.email);
    }
    for company in &state.exchange {
        println!("exchange organization=\"{}\" key={}", company.organization, company.key);
    }
    for shop in &state.moneta {
        println!(
            "moneta organization=\"{}\" mnt_id={} integrity_code={} test_mode={}",
            shop.organization,
            shop.mnt_id,
            shop.integrity_code,
            u8::from(shop.test_mode)
        );
    }
    println!("operator {operator}");
    println!("mail url={url}/_local/mail");
}
