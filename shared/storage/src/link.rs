//! Links by which a browser fetches a file, and signatures of calls.

use std::time::{Duration, SystemTime};

use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation, SigningInstructions,
    SigningSettings, UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4::SigningParams;
use aws_smithy_runtime_api::client::identity::Identity;
use http_types::Request;
use jiff::Timestamp;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{Storage, StorageError};

/// What RFC 3986 leaves as it is; the signature is over the rest encoded.
const QUERY: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

impl Storage {
    /// A link to an object that works for a while and saves it under the name that this `Content-Disposition` says.
    pub fn link(
        &self,
        name: &str,
        disposition: &str,
        now: Timestamp,
        lifetime: Duration,
    ) -> Result<String, StorageError> {
        let asked = utf8_percent_encode(disposition, &QUERY);
        let address = format!("{}/{name}?response-content-disposition={asked}", self.address());
        let mut request = Request::get(address).body(()).map_err(StorageError::broken)?;
        let mut how = settings();
        (how.signature_location, how.expires_in) = (SignatureLocation::QueryParams, Some(lifetime));
        self.instructions(&request, SignableBody::UnsignedPayload, how, now)?.apply_to_request_http1x(&mut request);
        let link = request.uri().to_string();
        Ok(match &self.0.place.origin {
            // The signature names the bucket's host, which the origin asks for us.
            Some(origin) => link.replacen(&self.address(), origin, 1),
            None => link,
        })
    }

    /// Signs a call without a body.
    pub(crate) fn signed<B>(&self, request: &mut Request<B>, now: Timestamp) -> Result<(), StorageError> {
        let mut how = settings();
        how.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        self.instructions(request, SignableBody::Bytes(&[]), how, now)?.apply_to_request_http1x(request);
        Ok(())
    }

    fn instructions<B>(
        &self,
        request: &Request<B>,
        body: SignableBody<'_>,
        how: SigningSettings,
        now: Timestamp,
    ) -> Result<SigningInstructions, StorageError> {
        let identity: Identity = self.0.credentials.clone().into();
        let parameters = SigningParams::builder()
            .identity(&identity)
            .region(&self.0.place.region)
            .name("s3")
            .time(SystemTime::from(now))
            .settings(how)
            .build()
            .map_err(StorageError::broken)?
            .into();
        let headers = request.headers().iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
        let signable = SignableRequest::new(request.method().as_str(), request.uri().to_string(), headers, body);
        let (instructions, _) =
            sign(signable.map_err(StorageError::broken)?, &parameters).map_err(StorageError::broken)?.into_parts();
        Ok(instructions)
    }
}

/// Of S3 alone: names are signed as they are sent.
fn settings() -> SigningSettings {
    let mut how = SigningSettings::default();
    how.percent_encoding_mode = PercentEncodingMode::Single;
    how.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    how
}

#[cfg(test)]
pub(crate) mod tests {
    use aws_credential_types::Credentials;

    use super::*;
    use crate::Place;

    /// The bucket and the credentials of Amazon's documentation.
    pub fn example(origin: Option<&str>) -> Storage {
        let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        let place = Place {
            bucket: "examplebucket".to_owned(),
            region: "us-east-1".to_owned(),
            endpoint: None,
            origin: origin.map(str::to_owned),
        };
        Storage::new(place, Credentials::new("AKIAIOSFODNN7EXAMPLE", secret, None, None, "test"))
    }

    fn now() -> Timestamp {
        "2013-05-24T00:00:00Z".parse().unwrap()
    }

    /// «Authenticating Requests: Using Query Parameters», with the host that the documentation uses.
    #[test]
    fn a_link_is_signed_as_amazon_signs_it() {
        let mut how = settings();
        (how.signature_location, how.expires_in) = (SignatureLocation::QueryParams, Some(Duration::from_hours(24)));
        let mut request = Request::get("https://examplebucket.s3.amazonaws.com/test.txt").body(()).unwrap();
        let made = example(None).instructions(&request, SignableBody::UnsignedPayload, how, now()).unwrap();
        made.apply_to_request_http1x(&mut request);
        let signature = "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
        assert!(request.uri().to_string().contains(&format!("X-Amz-Signature={signature}")), "{}", request.uri());
    }

    #[test]
    fn an_origin_stands_in_for_the_bucket_and_the_signature_stays() {
        let link = |origin| {
            let storage = example(origin);
            storage.link("files/kept/u/1", "attachment", now(), Duration::from_mins(5)).unwrap()
        };
        let (bare, through) = (link(None), link(Some("https://lk.example.ru")));
        assert!(through.starts_with("https://lk.example.ru/files/kept/u/1?response-content-disposition=attachment&"));
        assert_eq!(bare.split_once('?').unwrap().1, through.split_once('?').unwrap().1);
    }
}
