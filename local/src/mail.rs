//! The mailer, pointed at the inbox of this process.

use std::time::Duration;

use aws_sdk_ses::config::{BehaviorVersion, Credentials, Region};
use http::App;
pub use mailer::{Mailer, NoSender};

/// The mailer of the functions with an SES client whose endpoint is ours.
pub fn mailer(app: &App, url: &str) -> Result<Mailer, NoSender> {
    let configuration = aws_sdk_ses::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("local"))
        .credentials_provider(Credentials::new("local", "local", None, None, "local"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(format!("{url}/_local/ses"))
        .build();
    Mailer::new(app.clone(), aws_sdk_ses::Client::from_conf(configuration))
}

/// The wait between sweeps while there is more to send.
const BREATH: Duration = Duration::from_millis(5);

/// Sweeps the outbox again and again. What fails once is left for the next time.
pub async fn sweep_for_ever(mailer: Mailer, every: Duration) {
    loop {
        let pause = match mailer.sweep().await {
            Ok(report) if report.more => BREATH,
            Ok(_) => every,
            Err(error) => {
                tracing::warn!(%error, "the outbox could not be swept");
                every
            }
        };
        tokio::time::sleep(pause).await;
    }
}
