//! The embedded DynamoDB engine on a loopback port of its own.

use std::fmt::Display;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};
use dynoxide::Database;
use table::Table;
use tokio::net::TcpListener;

/// Name of the table on this machine.
pub const TABLE: &str = "kabinet";

/// The running engine.
#[derive(Debug)]
pub struct Engine {
    /// The table in it.
    pub table: Table,
    /// Its address; it takes any credentials.
    pub endpoint: String,
}

/// Starts the engine on a file or in memory.
pub async fn start(file: Option<&Path>) -> Result<Engine> {
    let database = match file {
        Some(file) => Database::new(&file.to_string_lossy()).map_err(|error| unopened(file, error))?,
        None => Database::memory().map_err(|error| anyhow!("The store cannot be made in memory: {error}"))?,
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.context("No loopback port is free for the store.")?;
    let endpoint = format!("http://{}", listener.local_addr()?);
    let table = Table::on_this_machine(&endpoint, TABLE);
    tokio::spawn(dynoxide::server::serve_with_shutdown(listener, database, std::future::pending()));
    table.create_if_absent().await?;
    Ok(Engine { table, endpoint })
}

fn unopened(file: &Path, error: impl Display) -> anyhow::Error {
    let folder = file.parent().unwrap_or(file).display();
    let advice = "delete the folder to begin anew or choose another one with --data-dir";
    anyhow!("The store of the data folder {folder} cannot be opened: {advice}: {error}")
}
