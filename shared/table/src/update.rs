//! A partial write of one item.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;

use crate::Key;

/// An update of one item: what to set, what to add to, what to remove, and the condition it needs.
#[derive(Debug, Clone)]
pub struct Update {
    pub(crate) key: Key,
    set: Vec<String>,
    add: Vec<String>,
    remove: Vec<String>,
    withdraw: Vec<String>,
    pub(crate) condition: Option<String>,
    pub(crate) names: HashMap<String, String>,
    pub(crate) values: HashMap<String, AttributeValue>,
}

impl Update {
    /// An update of the item under this key.
    pub fn at(key: Key) -> Self {
        Self {
            key,
            set: Vec::new(),
            add: Vec::new(),
            remove: Vec::new(),
            withdraw: Vec::new(),
            condition: None,
            names: HashMap::new(),
            values: HashMap::new(),
        }
    }

    /// Sets an attribute.
    #[must_use]
    pub fn set(mut self, attribute: &str, value: impl Serialize) -> Self {
        let (name, value) = self.bind(attribute, "set", value);
        self.set.push(format!("{name} = {value}"));
        self
    }

    /// Sets an attribute unless it is there already.
    #[must_use]
    pub fn set_if_absent(mut self, attribute: &str, value: impl Serialize) -> Self {
        let (name, value) = self.bind(attribute, "set", value);
        self.set.push(format!("{name} = if_not_exists({name}, {value})"));
        self
    }

    /// Adds to a number that starts at zero.
    #[must_use]
    pub fn add(mut self, attribute: &str, number: i64) -> Self {
        let (name, value) = self.bind(attribute, "add", number);
        self.add.push(format!("{name} {value}"));
        self
    }

    /// Adds to the end of a list that starts empty.
    #[must_use]
    pub fn append(mut self, attribute: &str, entries: impl Serialize) -> Self {
        let (_, empty) = self.bind(attribute, "empty", [(); 0]);
        let (name, entries) = self.bind(attribute, "append", entries);
        self.set.push(format!("{name} = list_append(if_not_exists({name}, {empty}), {entries})"));
        self
    }

    /// Puts a text into a set of texts; an absent set is an empty one.
    #[must_use]
    pub fn insert(mut self, attribute: &str, text: &str) -> Self {
        let (name, value) = self.bind_value(attribute, "add", AttributeValue::Ss(vec![text.to_owned()]));
        self.add.push(format!("{name} {value}"));
        self
    }

    /// Takes texts out of a set of texts, there or not; nothing where none are named.
    #[must_use]
    pub fn withdraw<'a>(mut self, attribute: &str, texts: impl IntoIterator<Item = &'a String>) -> Self {
        let texts: Vec<String> = texts.into_iter().cloned().collect();
        if !texts.is_empty() {
            let (name, value) = self.bind_value(attribute, "out", AttributeValue::Ss(texts));
            self.withdraw.push(format!("{name} {value}"));
        }
        self
    }

    /// Makes an attribute a set of these texts, at least one.
    #[must_use]
    pub fn set_texts(mut self, attribute: &str, texts: Vec<String>) -> Self {
        let (name, value) = self.bind_value(attribute, "set", AttributeValue::Ss(texts));
        self.set.push(format!("{name} = {value}"));
        self
    }

    /// The set must have fewer members; an absent set has none.
    #[must_use]
    pub fn fewer(mut self, attribute: &str, members: u32) -> Self {
        let (name, value) = self.bind(attribute, "if", members);
        self.and(format!("(attribute_not_exists({name}) OR size({name}) < {value})"))
    }

    /// Removes an attribute.
    #[must_use]
    pub fn remove(mut self, attribute: &str) -> Self {
        let name = self.name(attribute);
        self.remove.push(name);
        self
    }

    /// The item must exist.
    #[must_use]
    pub fn exists(self) -> Self {
        self.and("attribute_exists(pk)".to_owned())
    }

    /// The attribute must have this value.
    #[must_use]
    pub fn equals(self, attribute: &str, value: impl Serialize) -> Self {
        self.compare(attribute, "=", value)
    }

    /// The attribute must stand in this relation (`=`, `<`, `<=`, `>`, `>=`, `<>`) to the value.
    #[must_use]
    pub fn compare(mut self, attribute: &str, relation: &str, value: impl Serialize) -> Self {
        let (name, value) = self.bind(attribute, "if", value);
        self.and(format!("{name} {relation} {value}"))
    }

    /// The attribute must be absent or stand in this relation to the value.
    #[must_use]
    pub fn absent_or(mut self, attribute: &str, relation: &str, value: impl Serialize) -> Self {
        let (name, value) = self.bind(attribute, "if", value);
        self.and(format!("(attribute_not_exists({name}) OR {name} {relation} {value})"))
    }

    /// The attribute must be there.
    #[must_use]
    pub fn present(mut self, attribute: &str) -> Self {
        let name = self.name(attribute);
        self.and(format!("attribute_exists({name})"))
    }

    /// The attribute must be absent.
    #[must_use]
    pub fn absent(mut self, attribute: &str) -> Self {
        let name = self.name(attribute);
        self.and(format!("attribute_not_exists({name})"))
    }

    fn and(mut self, condition: String) -> Self {
        self.condition = Some(match self.condition {
            Some(others) => format!("{others} AND {condition}"),
            None => condition,
        });
        self
    }

    fn name(&mut self, attribute: &str) -> String {
        let name = format!("#{attribute}");
        self.names.insert(name.clone(), attribute.to_owned());
        name
    }

    fn bind(&mut self, attribute: &str, role: &str, value: impl Serialize) -> (String, String) {
        let value = serde_dynamo::to_attribute_value(value).unwrap_or(AttributeValue::Null(true));
        self.bind_value(attribute, role, value)
    }

    fn bind_value(&mut self, attribute: &str, role: &str, value: AttributeValue) -> (String, String) {
        let placeholder = format!(":{role}_{attribute}_{}", self.values.len());
        self.values.insert(placeholder.clone(), value);
        (self.name(attribute), placeholder)
    }

    /// `None` for an update that only checks.
    pub(crate) fn expression(&self) -> Option<String> {
        let clause = |word: &str, parts: &[String]| (!parts.is_empty()).then(|| format!("{word} {}", parts.join(", ")));
        let all = [("SET", &self.set), ("ADD", &self.add), ("REMOVE", &self.remove), ("DELETE", &self.withdraw)];
        let clauses: Vec<String> = all.into_iter().filter_map(|(word, parts)| clause(word, parts)).collect();
        (!clauses.is_empty()).then(|| clauses.join(" "))
    }
}
