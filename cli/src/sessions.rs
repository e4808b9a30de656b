//! `kabinet sessions`: directly on the table, for operators.

use anyhow::{Context as _, Result, anyhow};
use domain::login::SignInName;
use http::{Clock, Random};
use jiff::Timestamp;
use table::entities::action::{Action, ActionCode};
use table::entities::user::{Subject, User};

use crate::args::{EndSessions, Sessions};
use crate::operator::open;

/// Runs the command.
pub fn run(command: Sessions) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match command {
            Sessions::End(args) => end(&args).await,
        }
    })
}

/// All at once, by the person's count of endings; the person finds it among the actions.
async fn end(args: &EndSessions) -> Result<()> {
    let (table, now) = (open(&args.table).await, Clock::system().now());
    let unknown = || anyhow!("Пользователя «{}» нет.", args.name);
    let name = SignInName::parse(&args.name).ok_or_else(unknown)?;
    let user = table.holder(&Subject::from(&name), now).await?;
    // Names that only look alike are found by the same key.
    let user = user.filter(|user| name.is_of(&user.login, &user.email)).ok_or_else(unknown)?;
    let (_, ending) = user.shut_out();
    let steps = table.transaction().update("user", ending).put("action", &action(&user, now)?);
    table.commit(steps).await.context("Пользователь только что менял пароль или сеансы: повторите команду.")?;
    println!("Все сеансы пользователя «{}» завершены.", user.login);
    Ok(())
}

fn action(user: &User, at: Timestamp) -> Result<Action> {
    let id = Random::System.ordered_id(at).map_err(|_| anyhow!("Нет случайных чисел."))?;
    let code = ActionCode::SignedOutEverywhere;
    let (device, place) = ("Администратор портала".to_owned(), "вне кабинета".to_owned());
    Ok(Action { user: user.id.clone(), id, code, detail: None, reason: None, device, place, at })
}
