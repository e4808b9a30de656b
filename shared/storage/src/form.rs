//! Forms by which a browser sends a file (the POST policy of S3, signature version 4).

use std::time::SystemTime;

use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{FOLDER, Storage};

/// A form to be filled in with one file: nothing else can be done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Where it goes, by POST.
    pub url: String,
    /// Its fields; the part `file` follows them.
    pub fields: Vec<(&'static str, String)>,
}

impl Storage {
    /// A form for an object of this name and at most so many bytes; the store refuses everything else.
    pub fn form(&self, name: &str, most_bytes: u64, now: Timestamp, until: Timestamp) -> Form {
        let credentials = &self.0.credentials;
        let date = now.strftime("%Y%m%dT%H%M%SZ").to_string();
        let scope = format!("{}/{}/s3/aws4_request", now.strftime("%Y%m%d"), self.0.place.region);
        let mut fields = vec![
            ("key", name.to_owned()),
            ("x-amz-algorithm", "AWS4-HMAC-SHA256".to_owned()),
            ("x-amz-credential", format!("{}/{scope}", credentials.access_key_id())),
            ("x-amz-date", date),
        ];
        fields.extend(credentials.session_token().map(|token| ("x-amz-security-token", token.to_owned())));
        let policy = STANDARD.encode(self.policy(&fields, most_bytes, until).to_string());
        let key =
            generate_signing_key(credentials.secret_access_key(), SystemTime::from(now), &self.0.place.region, "s3");
        let signature = calculate_signature(key, policy.as_bytes());
        fields.extend([("policy", policy), ("x-amz-signature", signature)]);
        Form { url: self.form_address(), fields }
    }

    /// Every field stands in it, as the store demands.
    fn policy(&self, fields: &[(&'static str, String)], most_bytes: u64, until: Timestamp) -> Value {
        let bucket = [json!({"bucket": self.0.place.bucket}), json!(["content-length-range", 1, most_bytes])];
        let fields = fields.iter().map(|(name, value)| json!({*name: value}));
        let conditions: Vec<Value> = bucket.into_iter().chain(fields).collect();
        json!({"expiration": until.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string(), "conditions": conditions})
    }

    fn form_address(&self) -> String {
        match &self.0.place.origin {
            Some(origin) => format!("{origin}/{FOLDER}"),
            None => format!("{}/", self.address()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The policy and the signature of Amazon's documentation, «Examples: Browser-Based Upload using HTTP POST».
    #[test]
    fn a_policy_is_signed_as_amazon_signs_it() {
        let policy = concat!(
            "{ \"expiration\": \"2015-12-30T12:00:00.000Z\",\r\n  \"conditions\": [\r\n",
            "    {\"bucket\": \"sigv4examplebucket\"},\r\n    [\"starts-with\", \"$key\", \"user/user1/\"],\r\n",
            "    {\"acl\": \"public-read\"},\r\n",
            "    {\"success_action_redirect\": \"http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html\"},\r\n",
            "    [\"starts-with\", \"$Content-Type\", \"image/\"],\r\n    {\"x-amz-meta-uuid\": \"14365123651274\"},\r\n",
            "    {\"x-amz-server-side-encryption\": \"AES256\"},\r\n    [\"starts-with\", \"$x-amz-meta-tag\", \"\"],\r\n\r\n",
            "    {\"x-amz-credential\": \"AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request\"},\r\n",
            "    {\"x-amz-algorithm\": \"AWS4-HMAC-SHA256\"},\r\n    {\"x-amz-date\": \"20151229T000000Z\" }\r\n  ]\r\n}"
        );
        let day: Timestamp = "2015-12-29T00:00:00Z".parse().unwrap();
        let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        let key = generate_signing_key(secret, SystemTime::from(day), "us-east-1", "s3");
        let signature = calculate_signature(key, STANDARD.encode(policy).as_bytes());
        assert_eq!(signature, "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e");
    }

    fn form(origin: Option<&str>) -> Form {
        let storage = crate::link::tests::example(origin);
        let now: Timestamp = "2026-10-20T12:00:00Z".parse().unwrap();
        storage.form("files/incoming/u/1", 5, now, "2026-10-20T12:15:00Z".parse().unwrap())
    }

    #[test]
    fn a_form_holds_its_file_to_a_name_a_size_and_a_time() {
        let Form { url, fields } = form(None);
        assert_eq!(url, "https://examplebucket.s3.us-east-1.amazonaws.com/");
        let policy = &fields.iter().find(|(name, _)| *name == "policy").unwrap().1;
        let policy: Value = serde_json::from_slice(&STANDARD.decode(policy).unwrap()).unwrap();
        assert_eq!(policy["expiration"], "2026-10-20T12:15:00.000Z");
        let conditions = policy["conditions"].as_array().unwrap();
        assert!(conditions.contains(&json!(["content-length-range", 1, 5])), "{policy}");
        for (name, value) in fields.iter().filter(|(name, _)| !["policy", "x-amz-signature"].contains(name)) {
            assert!(conditions.contains(&json!({*name: value})), "{name}: {policy}");
        }
    }

    #[test]
    fn where_an_origin_leads_to_the_bucket_the_form_goes_there() {
        assert_eq!(form(Some("https://lk.example.ru")).url, "https://lk.example.ru/files");
    }
}
