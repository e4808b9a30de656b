//! With which program and from which network somebody calls, in words that people understand and that tell no more.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use domain::account::AccountNumber;
use domain::{UserId, device};
use jiff::Timestamp;
use table::entities::action::{Action, ActionCode};

use crate::{ApiResult, App, ClientAddress};

/// Where a call comes from. Neither the address nor the `User-Agent` is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whereabouts {
    /// «Chrome, Android».
    pub device: String,
    /// «сеть 192.0.2.x».
    pub place: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Whereabouts {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let ClientAddress(address) = ClientAddress::from_request_parts(parts, state).await?;
        let agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Self { device: device::words(agent), place: place(address) })
    }
}

impl Whereabouts {
    /// A service that calls by itself, under this name.
    pub fn of_service(name: &str, address: ClientAddress) -> Self {
        Self { device: name.to_owned(), place: place(address.0) }
    }

    /// A place that was noted before, in words to who asks from this one: an address says little to most people, but whether
    /// it is the network that they are in says much. Networks of the two kinds of addresses cannot be compared: a home has
    /// one of each.
    pub fn beside(&self, noted: &str) -> String {
        match (network(noted), network(&self.place)) {
            (Some(there), Some(here)) if there == here => format!("та же сеть, что у вас сейчас ({there})"),
            (Some(there), Some(here)) if is_v6(there) == is_v6(here) => format!("другая сеть ({there})"),
            _ => noted.to_owned(),
        }
    }

    /// An entry of a person's audit trail, to be put into the transaction of what it tells of.
    pub fn action(&self, app: &App, user: &UserId, code: ActionCode) -> ApiResult<Action> {
        let at: Timestamp = app.clock.now();
        Ok(Action {
            user: user.clone(),
            id: app.random.ordered_id(at)?,
            code,
            detail: None,
            reason: None,
            device: self.device.clone(),
            place: self.place.clone(),
            at,
        })
    }

    /// An entry that tells of one account.
    pub fn action_on(&self, app: &App, user: &UserId, code: ActionCode, account: &AccountNumber) -> ApiResult<Action> {
        Ok(Action { detail: Some(account.to_string()), ..self.action(app, user, code)? })
    }
}

/// What [`place`] says of networks that others may be in too.
const NETWORK: &str = "сеть ";
const UNKNOWN: &str = "сеть неизвестна";

/// The network that a place names.
fn network(place: &str) -> Option<&str> {
    if place == UNKNOWN { None } else { place.strip_prefix(NETWORK) }
}

fn is_v6(network: &str) -> bool {
    network.contains(':')
}

/// A network of hundreds of subscribers: enough to tell home from elsewhere, too little to find anybody.
fn place(address: Option<IpAddr>) -> String {
    match address {
        Some(address) if address.is_loopback() => "этот компьютер".to_owned(),
        Some(IpAddr::V4(address)) if address.is_private() => "локальная сеть".to_owned(),
        Some(IpAddr::V4(address)) => {
            let [a, b, c, _] = address.octets();
            format!("{NETWORK}{a}.{b}.{c}.x")
        }
        Some(IpAddr::V6(address)) => {
            let [a, b, c, ..] = address.segments();
            format!("{NETWORK}{a:x}:{b:x}:{c:x}::")
        }
        None => UNKNOWN.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Whereabouts, place};

    #[test]
    fn a_place_is_a_network_and_no_address() {
        let place = |text: &str| place(text.parse().ok());
        assert_eq!(place("192.0.2.77"), "сеть 192.0.2.x");
        assert_eq!(place("2001:db8:1:2::77"), "сеть 2001:db8:1::");
        assert_eq!(place("127.0.0.1"), "этот компьютер");
        assert_eq!(place("192.168.1.5"), "локальная сеть");
        assert_eq!(place("?"), "сеть неизвестна");
    }

    #[test]
    fn a_place_is_told_beside_the_one_of_now() {
        let beside = |now: &str, noted: &str| {
            let place = |text: &str| place(text.parse().ok());
            Whereabouts { device: String::new(), place: place(now) }.beside(&place(noted))
        };
        assert_eq!(beside("192.0.2.1", "192.0.2.77"), "та же сеть, что у вас сейчас (192.0.2.x)");
        assert_eq!(beside("192.0.2.1", "198.51.100.7"), "другая сеть (198.51.100.x)");
        assert_eq!(beside("2001:db8:1::1", "2001:db8:1:2::1"), "та же сеть, что у вас сейчас (2001:db8:1::)");
        assert_eq!(beside("2001:db8:1::1", "2001:db8:9::1"), "другая сеть (2001:db8:9::)");
        for (now, noted, said) in [
            ("2001:db8:1::1", "192.0.2.77", "сеть 192.0.2.x"),
            ("192.0.2.1", "?", "сеть неизвестна"),
            ("?", "?", "сеть неизвестна"),
            ("?", "192.0.2.1", "сеть 192.0.2.x"),
            ("192.168.1.5", "192.168.1.6", "локальная сеть"),
            ("127.0.0.1", "192.0.2.1", "сеть 192.0.2.x"),
        ] {
            assert_eq!(beside(now, noted), said, "{now} {noted}");
        }
    }
}
