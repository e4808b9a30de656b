//! Which calls carry the items.

use anyhow::{Result, bail};
use serde_json::{Value, json};

use super::item::Item;
use crate::client::{Client, Refusal};

/// How the items of a kind of file reach the service.
pub enum Route {
    /// Up to a thousand in a call.
    Together(String),
    /// Each by a call of its own, which may be repeated.
    Each(Each),
}

/// `POST {of}/{id}/{deed}`.
pub struct Each {
    /// What is acted upon, as paths name it.
    pub of: &'static str,
    /// The field with its id.
    pub id: &'static str,
    /// What is done.
    pub deed: &'static str,
}

impl Route {
    /// The most items of a call.
    pub const fn most(&self) -> usize {
        match self {
            Self::Together(_) => 1000,
            Self::Each(_) => 1,
        }
    }

    /// Sends the items; what became of each, as the loads tell it.
    pub fn send(&self, client: &Client, items: &mut [Item]) -> Result<Vec<Value>> {
        let path = match self {
            Self::Together(path) => path,
            Self::Each(each) => return items.iter_mut().map(|item| each.send(client, item.value.take())).collect(),
        };
        let values: Vec<Value> = items.iter_mut().map(|item| item.value.take()).collect();
        let mut answer = client.put(path, &json!({ "items": values }))?;
        let answers = answer["items"].as_array_mut().map(std::mem::take).unwrap_or_default();
        if answers.len() != items.len() {
            bail!("Сервис ответил не про все строки: {} из {}.", answers.len(), items.len());
        }
        Ok(answers)
    }
}

impl Each {
    fn send(&self, client: &Client, mut body: Value) -> Result<Value> {
        let id = body.as_object_mut().and_then(|body| body.remove(self.id)).unwrap_or_default();
        let path = format!("{}/{}/{}", self.of, id.as_str().unwrap_or_default(), self.deed);
        Ok(match client.post_one(&path, &body)? {
            Ok(_) => json!({ "status": "taken" }),
            Err(refusal) => self.rejected(&refusal),
        })
    }

    /// As a load rejects a row: by the first of its fields.
    fn rejected(&self, refusal: &Refusal) -> Value {
        let Refusal { problem, .. } = refusal;
        if let Some(field) = problem["fields"].get(0) {
            return json!({ "code": field["code"], "message": field["message"], "field": field["field"] });
        }
        let field = if refusal.is_absence() { self.id } else { "" };
        json!({ "code": problem["code"], "message": problem["detail"], "field": field })
    }
}
