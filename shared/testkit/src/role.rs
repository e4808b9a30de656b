//! The roles of the template, tried on what the functions ask of the table: a right that a role lacks is refused on
//! AWS only, so here it fails the test of the route that wants it. Rights that are used are noted, so that those which
//! no test ever uses can be told (`infra/check_roles.py`).

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use aws_sdk_dynamodb::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use serde_json::Value;

/// Where the rights are noted that were used.
const USED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/roles");

static ROLES: OnceLock<Vec<Role>> = OnceLock::new();

tokio::task_local! {
    static WORK: Work;
}

/// What a function may do with the table, and the routes that lead to it.
#[derive(Debug, Default)]
struct Role {
    function: String,
    routes: Vec<(String, String)>,
    actions: Vec<String>,
    keys: Vec<String>,
    used: Mutex<BTreeSet<String>>,
}

/// A piece of work under a role.
#[derive(Clone)]
struct Work {
    role: &'static Role,
    refused: Arc<Mutex<BTreeSet<String>>>,
}

/// Runs the work as the function that the template routes to; a route that it does not know has no role.
pub(crate) async fn on_route<T>(method: &str, path: &str, work: impl Future<Output = T>) -> T {
    match roles().iter().find(|role| role.answers(method, path)) {
        Some(role) => under(role, work).await,
        None => work.await,
    }
}

/// Runs the work as this function of the template.
pub async fn acting_as<T>(function: &str, work: impl Future<Output = T>) -> T {
    under(roles().iter().find(|role| role.function == function).unwrap(), work).await
}

async fn under<T>(role: &'static Role, work: impl Future<Output = T>) -> T {
    let refused = Arc::default();
    let output = WORK.scope(Work { role, refused: Arc::clone(&refused) }, work).await;
    let refused = refused.lock().unwrap();
    assert!(refused.is_empty(), "template.yaml: the role of {} lacks {refused:?}", role.function);
    output
}

impl Role {
    fn answers(&self, method: &str, path: &str) -> bool {
        self.routes.iter().any(|(known, pattern)| known == method && fits(pattern, path))
    }

    fn allows(&self, action: &str, partition: &str) -> bool {
        let names = |pattern: &&String| match pattern.strip_suffix('*') {
            Some(prefix) => partition.starts_with(prefix),
            None => partition == *pattern,
        };
        let key = self.keys.iter().find(names).filter(|_| self.actions.iter().any(|known| known == action));
        if let Some(key) = key {
            self.note([action, key]);
        }
        key.is_some()
    }

    /// Tests run in many processes: what is used stands in a folder, a file a right.
    fn note(&self, rights: [&str; 2]) {
        let folder = Path::new(USED).join(&self.function);
        for right in rights {
            if self.used.lock().unwrap().insert(right.to_owned()) {
                std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(folder.join(right), "")).unwrap();
            }
        }
    }
}

fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len() && pattern.iter().zip(path).all(|(part, given)| part.starts_with('{') || *part == given)
}

fn roles() -> &'static [Role] {
    ROLES.get_or_init(|| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../template.yaml");
        parse(&std::fs::read_to_string(path).unwrap())
    })
}

/// The template writes each event and each list of a role on one line.
fn parse(template: &str) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    for line in template.lines() {
        let name = line.strip_prefix("  ").and_then(|line| line.strip_suffix(':'));
        if let Some(name) = name.filter(|name| !name.starts_with(' ')) {
            roles.push(Role { function: name.to_owned(), ..Role::default() });
        }
        let Some(role) = roles.last_mut() else { continue };
        if let (Some(method), Some(path)) = (after(line, "Method: "), after(line, "Path: ")) {
            role.routes.push((word(method), word(path)));
        }
        if line.contains("Action: [dynamodb:") {
            role.actions = list(line).map(|action| action.trim_start_matches("dynamodb:").to_owned()).collect();
        }
        if line.contains("dynamodb:LeadingKeys:") {
            role.keys = list(line).collect();
        }
    }
    roles
}

fn after<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    line.split_once(name).map(|(_, rest)| rest)
}

fn word(text: &str) -> String {
    let end = |c: char| c == ',' || c == ' ' || c == '"';
    text.trim_start_matches('"').split(end).next().unwrap_or_default().to_owned()
}

fn list(line: &str) -> impl Iterator<Item = String> {
    let inside = line.split(['[', ']']).nth(1).unwrap_or_default();
    inside.split(", ").map(|item| item.trim_matches('"').to_owned())
}

/// Sees each request as it leaves.
#[derive(Debug)]
pub(crate) struct Watch;

impl Intercept for Watch {
    fn name(&self) -> &'static str {
        "roles of the template"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request();
        let operation = request.headers().get("x-amz-target").and_then(|target| target.rsplit('.').next());
        let body: Value = serde_json::from_slice(request.body().bytes().unwrap_or_default())?;
        // What a test itself asks for, to prepare or to look, is under no role.
        let _ = WORK.try_with(|work| {
            let wanted = asked(operation.unwrap_or_default(), &body).into_iter();
            let refused = wanted.filter(|(action, partition)| !work.role.allows(action, partition));
            work.refused.lock().unwrap().extend(refused.map(|(action, partition)| format!("{action} {partition}")));
        });
        Ok(())
    }
}

/// The rights that a request needs: pairs of action and partition key.
fn asked(operation: &str, body: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value["S"].as_str().unwrap_or_default().to_owned();
    let of = |action: &str, partition: &Value| (action.to_owned(), text(partition));
    match operation {
        "Query" => vec![of(operation, &body["ExpressionAttributeValues"][":pk"])],
        "BatchGetItem" => {
            let keys =
                members(&body["RequestItems"]).flat_map(|(_, table)| table["Keys"].as_array().into_iter().flatten());
            keys.map(|key| of(operation, &key["pk"])).collect()
        }
        "TransactWriteItems" => {
            let steps = body["TransactItems"].as_array().into_iter().flatten().flat_map(members);
            steps.map(|(kind, step)| of(action(kind), partition(step))).collect()
        }
        _ => vec![of(operation, partition(body))],
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn partition(step: &Value) -> &Value {
    let part = if step["Item"].is_null() { "Key" } else { "Item" };
    &step[part]["pk"]
}

fn action(step: &str) -> &str {
    match step {
        "Put" => "PutItem",
        "Update" => "UpdateItem",
        "Delete" => "DeleteItem",
        "ConditionCheck" => "ConditionCheckItem",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use table::{Batch, Update, keys};

    use super::*;
    use crate::TestApp;

    async fn app() -> TestApp {
        TestApp::start(|app| axum::Router::new().with_state(app)).await
    }

    #[tokio::test]
    async fn what_the_role_names_passes() {
        let app = app().await;
        acting_as("Readings", app.table.batch(Batch::new().with(keys::warm()))).await.unwrap();
        on_route("GET", "/api/profile", Box::pin(app.table.delete(keys::captcha("1")))).await.unwrap();
    }

    #[tokio::test]
    #[should_panic(expected = "the role of Readings lacks {\"BatchGetItem CAPTCHA#1\"}")]
    async fn another_partition_is_noticed() {
        let app = app().await;
        acting_as("Readings", app.table.batch(Batch::new().with(keys::captcha("1")))).await.unwrap();
    }

    #[tokio::test]
    #[should_panic(expected = "the role of Billing lacks {\"DeleteItem WARM\"}")]
    async fn another_action_is_noticed_in_a_transaction() {
        let app = app().await;
        let steps = app.table.transaction().delete_if("step", Update::at(keys::warm()));
        on_route("GET", "/api/accounts/1/periods", Box::pin(app.table.commit(steps))).await.unwrap();
    }

    #[test]
    fn every_function_has_a_role() {
        let named: Vec<_> = roles().iter().filter(|role| !role.keys.is_empty() && !role.actions.is_empty()).collect();
        let routed = roles().iter().filter(|role| !role.routes.is_empty());
        assert!(routed.count() == 9 && named.len() == 12, "{named:?}");
    }
}
