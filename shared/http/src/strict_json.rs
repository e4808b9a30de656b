//! JSON read strictly, in two steps: first its syntax, then, after ownership was checked, its fields.

use std::fmt;

use domain::code::unpack;
use serde::de::{DeserializeOwned, DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::objects::Objects;
use crate::{ApiError, ApiResult, Code, FieldProblem};

/// Nesting that no request of ours comes near.
const DEEPEST: usize = 32;
const DUPLICATE: &str = "duplicate key";

/// JSON whose syntax is good: valid UTF-8, no duplicate keys, no deep nesting.
#[derive(Debug, Clone)]
pub struct StrictJson(pub Value);

/// What is wrong with a field of well-formed JSON.
pub type FieldFault = FieldProblem;

impl StrictJson {
    /// Reads the syntax.
    pub fn read(bytes: &[u8]) -> ApiResult<Self> {
        let text = std::str::from_utf8(bytes)
            .map_err(|_| ApiError::new(Code::MalformedBody).detail("Тело запроса не в кодировке UTF-8."))?;
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let value = Strict { depth: 0 }.deserialize(&mut deserializer).map_err(|error| syntax(&error))?;
        deserializer.end().map_err(|error| syntax(&error))?;
        Ok(Self(value))
    }

    /// Reads the fields as `T`: unknown ones, missing ones, wrong types and broken rules are 422.
    pub fn parse<T: DeserializeOwned>(self) -> ApiResult<T> {
        parse_value(self.0)
            .map_err(|fault| ApiError::new(Code::ValidationFailed).with_field(fault.field, fault.code, fault.message))
    }
}

/// Reads an object as `T` and names the field at fault. An array is no object, although a struct would read from it.
pub fn parse_value<T: DeserializeOwned>(value: Value) -> Result<T, FieldFault> {
    serde_path_to_error::deserialize(Objects(value)).map_err(|error| fault(&error))
}

fn fault(error: &serde_path_to_error::Error<serde_json::Error>) -> FieldFault {
    let text = error.inner().to_string();
    let path = match error.path().to_string() {
        path if path == "." => String::new(),
        path => path,
    };
    if let Some((code, message)) = unpack(&text) {
        return FieldFault { field: path, code: code.to_owned(), message: message.to_owned() };
    }
    let (code, message) = if text.starts_with("unknown field") {
        ("unknown_field", "Такого поля здесь нет.")
    } else if text.starts_with("missing field") {
        ("required", "Заполните это поле.")
    } else if text.starts_with("unknown variant") {
        ("unknown_value", "Такого значения нет в списке допустимых.")
    } else {
        ("wrong_type", "Значение не того вида.")
    };
    FieldFault { field: named(&path, &text), code: code.to_owned(), message: message.to_owned() }
}

/// A missing or unknown field is named by the text of the error, not by the path to it.
fn named(path: &str, text: &str) -> String {
    let about_child = text.starts_with("missing field");
    let child = about_child.then(|| text.split('`').nth(1)).flatten();
    match (path, child) {
        ("", Some(child)) => child.to_owned(),
        (path, Some(child)) => format!("{path}.{child}"),
        (path, None) => path.to_owned(),
    }
}

fn syntax(error: &serde_json::Error) -> ApiError {
    if error.to_string().contains(DUPLICATE) {
        return ApiError::new(Code::DuplicateKey);
    }
    let place = format!("Ошибка в строке {}, в знаке {}.", error.line(), error.column());
    ApiError::new(Code::MalformedBody).detail(place)
}

#[derive(Clone, Copy)]
struct Strict {
    depth: usize,
}

impl Strict {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        let depth = self.depth + 1;
        if depth > DEEPEST { Err(E::custom("too deep")) } else { Ok(Self { depth }) }
    }
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;
    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        let seed = self.deeper()?;
        let mut values = Vec::new();
        while let Some(value) = sequence.next_element_seed(seed)? {
            values.push(value);
        }
        Ok(values.into())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let seed = self.deeper()?;
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = entries.next_value_seed(seed)?;
            if map.insert(key, value).is_some() {
                return Err(A::Error::custom(DUPLICATE));
            }
        }
        Ok(map.into())
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Form {
        #[expect(dead_code, reason = "only its reading matters")]
        proof: Proof,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Proof {
        #[expect(dead_code, reason = "only its reading matters")]
        value: String,
    }

    fn code(text: &str) -> Code {
        StrictJson::read(text.as_bytes()).unwrap_err().code()
    }

    fn field(text: &str) -> (String, String) {
        let problem = StrictJson::read(text.as_bytes()).unwrap().parse::<Form>().unwrap_err().problem();
        (problem.fields[0].field.clone(), problem.fields[0].code.clone())
    }

    #[test]
    fn a_key_that_stands_twice_is_refused_at_any_depth() {
        assert_eq!(code(r#"{"a":1,"a":2}"#), Code::DuplicateKey);
        assert_eq!(code(r#"{"x":[{"a":1,"a":2}]}"#), Code::DuplicateKey);
    }

    #[test]
    fn what_is_not_json_is_refused() {
        for text in ["", "{", "{}x", "nan", "{\"a\":1e999}", "\"\\ud800\"", "'a'"] {
            assert_eq!(code(text), Code::MalformedBody, "{text}");
        }
        assert_eq!(StrictJson::read(&[0x22, 0xff, 0x22]).unwrap_err().code(), Code::MalformedBody);
    }

    #[test]
    fn deep_nesting_is_refused() {
        assert_eq!(code(&format!("{}{}", "[".repeat(33), "]".repeat(33))), Code::MalformedBody);
        assert!(StrictJson::read(format!("{}{}", "[".repeat(32), "]".repeat(32)).as_bytes()).is_ok());
    }

    #[test]
    fn the_field_at_fault_is_named_with_its_path() {
        assert_eq!(field(r"{}"), ("proof".into(), "required".into()));
        assert_eq!(field(r#"{"proof":{}}"#), ("proof.value".into(), "required".into()));
        assert_eq!(field(r#"{"proof":{"value":1}}"#), ("proof.value".into(), "wrong_type".into()));
        assert_eq!(field(r#"{"proof":["1"]}"#), ("proof".into(), "wrong_type".into()));
        assert_eq!(field(r#"[{"value":"1"}]"#), (String::new(), "wrong_type".into()));
        assert_eq!(field(r#"{"proof":{"value":"1","x":1}}"#), ("proof.x".into(), "unknown_field".into()));
    }
}
