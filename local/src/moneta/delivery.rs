//! Notifications on their way to the shop.

use std::time::Duration;

use tokio::task::JoinSet;

use super::operation::Operation;
use super::{Moneta, answer, calls};

/// How often it is looked whether a notification is due.
const EVERY: Duration = Duration::from_millis(250);

impl Moneta {
    /// Sends every notification that is due, all at once, and notes the answers.
    pub async fn deliver_due(&self) {
        let _turn = self.post.lock().await;
        let mut under_way = JoinSet::new();
        for (operation, number) in self.book.due(self.clock.now()) {
            let moneta = self.clone();
            under_way.spawn(async move { moneta.deliver(&operation, number).await });
        }
        while under_way.join_next().await.is_some() {}
    }

    async fn deliver(&self, operation: &Operation, number: usize) {
        let code = self.code(&operation.form);
        let (said, confirmed) = match calls::pay(&self.origin, operation, &code).await {
            Ok(shop) => {
                let confirmed = answer::confirms(shop.status, &shop.body, &operation.form, &code);
                (format!("HTTP {}: {}", shop.status, shop.body.trim()), confirmed)
            }
            Err(error) => (format!("{error:#}"), false),
        };
        if let Err(error) = self.book.attempted(&operation.id, number, self.clock.now(), said, confirmed) {
            tracing::warn!(%error, "the provider's book could not be written");
        }
    }
}

/// Delivers again and again, also what an earlier process has left.
pub async fn deliver_for_ever(moneta: Moneta) {
    loop {
        moneta.deliver_due().await;
        tokio::time::sleep(EVERY).await;
    }
}
