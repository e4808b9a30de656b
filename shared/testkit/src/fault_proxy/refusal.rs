//! What a busy store answers in place of doing what it is asked.

use serde_json::{Value, json};

use super::message::{Http, reply};

/// There is no capacity for it.
pub fn throttled() -> Vec<u8> {
    refused("ProvisionedThroughputExceededException", json!({}))
}

/// Another transaction has the first item of this one in hand.
pub fn conflicting(request: &Http) -> Vec<u8> {
    let steps = request.json()["TransactItems"].as_array().map_or(0, Vec::len);
    let reason = |step| json!({"Code": if step == 0 { "TransactionConflict" } else { "None" }});
    let reasons: Vec<Value> = (0..steps).map(reason).collect();
    refused("TransactionCanceledException", json!({ "CancellationReasons": reasons }))
}

fn refused(kind: &str, mut body: Value) -> Vec<u8> {
    body["__type"] = json!(format!("com.amazonaws.dynamodb.v20120810#{kind}"));
    body["message"] = json!("Refused on purpose.");
    reply("HTTP/1.1 400 Bad Request", &body)
}
