use serde_json::{Value, json};

use super::*;

fn key() -> SigningKey {
    crypto::install();
    SigningKey::parse(&SigningKey::generate("one", [7; 32]).unwrap()).unwrap()
}

fn now() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap()
}

fn later(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn verifier() -> Verifier {
    Verifier::new(key().public_keys().unwrap())
}

fn user() -> UserId {
    UserId::from_random([1; 16])
}

/// A token with the claims changed, signed by the right key.
fn forged(change: impl FnOnce(&mut Value)) -> String {
    let now = now().as_second();
    let mut claims = json!({
        "sub": user(), "sid": "s", "iss": ISSUER, "aud": AUDIENCE, "iat": now, "nbf": now, "exp": now + 600
    });
    change(&mut claims);
    let header = Header { kid: Some("one".to_owned()), ..Header::new(Algorithm::EdDSA) };
    encode(&header, &claims, key().encoding()).unwrap()
}

#[test]
fn a_token_tells_the_person_and_the_session() {
    let token = key().sign(&user(), "session", now()).unwrap();
    let claims = verifier().verify(&token, now()).unwrap();
    assert_eq!((claims.sub, claims.sid.as_str()), (user(), "session"));
}

#[test]
fn a_token_lives_ten_minutes_and_not_a_second_longer() {
    let token = key().sign(&user(), "session", now()).unwrap();
    assert!(verifier().verify(&token, later(599)).is_some());
    assert!(verifier().verify(&token, later(600)).is_none());
    assert!(verifier().verify(&token, later(-61)).is_none());
}

#[test]
fn a_reader_whose_clock_is_a_minute_off_takes_a_token_that_says_nine_minutes() {
    let token = key().sign(&user(), "session", now()).unwrap();
    let claims = verifier().verify(&token, now()).unwrap();
    assert_eq!(claims.exp - claims.iat, 540);
    let ending = |seconds: i64| forged(|claims| claims["exp"] = json!(now().as_second() + seconds));
    assert!(verifier().verify(&ending(-59), now()).is_some());
    assert!(verifier().verify(&ending(-60), now()).is_none());
}

#[test]
fn a_token_of_another_key_is_refused() {
    crypto::install();
    let other = SigningKey::parse(&SigningKey::generate("one", [8; 32]).unwrap()).unwrap();
    let token = other.sign(&user(), "session", now()).unwrap();
    assert_eq!(verifier().verify(&token, now()), None);
}

#[test]
fn a_key_that_is_not_in_our_list_is_refused() {
    crypto::install();
    let other = SigningKey::parse(&SigningKey::generate("two", [7; 32]).unwrap()).unwrap();
    let token = other.sign(&user(), "session", now()).unwrap();
    assert_eq!(verifier().verify(&token, now()), None);
}

#[test]
fn while_keys_rotate_tokens_of_both_are_accepted() {
    let new = SigningKey::parse(&SigningKey::generate("two", [8; 32]).unwrap()).unwrap();
    let both = Verifier::new(new.public_keys().unwrap().and(&key().public_keys().unwrap()));
    for signing in [key(), new] {
        let token = signing.sign(&user(), "session", now()).unwrap();
        assert!(both.verify(&token, now()).is_some(), "{}", signing.kid());
    }
}

#[test]
fn a_claim_that_is_missing_or_of_another_type_is_refused() {
    assert!(verifier().verify(&forged(|_| ()), now()).is_some());
    for claim in ["sub", "sid", "iss", "aud", "iat", "nbf", "exp"] {
        let token = forged(|claims| {
            claims.as_object_mut().unwrap().remove(claim);
        });
        assert_eq!(verifier().verify(&token, now()), None, "{claim} missing");
    }
    assert_eq!(verifier().verify(&forged(|claims| claims["exp"] = json!("1800000600")), now()), None);
    assert_eq!(verifier().verify(&forged(|claims| claims["aud"] = json!("kabinet-mail")), now()), None);
    assert_eq!(verifier().verify(&forged(|claims| claims["iss"] = json!("other")), now()), None);
}

#[test]
fn an_unsigned_token_is_refused() {
    use base64::Engine as _;
    let part = |value: Value| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = key().sign(&user(), "session", now()).unwrap();
    let claims = signed.split('.').nth(1).unwrap();
    let header = part(json!({"alg": "none", "typ": "JWT", "kid": "one"}));
    assert_eq!(verifier().verify(&format!("{header}.{claims}."), now()), None);
    let header = part(json!({"alg": "HS256", "typ": "JWT", "kid": "one"}));
    assert_eq!(verifier().verify(&format!("{header}.{claims}.AAAA"), now()), None);
}
