//! Ctrl-C, for as many as wait for it.

use std::future::pending;

use tokio::sync::watch;

/// What the person at the terminal does to end the system. Clones hear of the same.
#[derive(Debug, Clone)]
pub struct Interrupt(watch::Receiver<bool>);

impl Interrupt {
    /// From now on Ctrl-C ends only what waits for it here.
    pub fn listen() -> Self {
        let (tell, told) = watch::channel(false);
        tokio::spawn(async move {
            // Without a signal handler the system still ends with its terminal.
            if tokio::signal::ctrl_c().await.is_err() {
                pending::<()>().await;
            }
            tell.send(true)
        });
        Self(told)
    }

    /// Ends when Ctrl-C was pressed, also where that was before.
    pub async fn came(mut self) {
        if self.0.wait_for(|came| *came).await.is_err() {
            pending::<()>().await;
        }
    }
}
