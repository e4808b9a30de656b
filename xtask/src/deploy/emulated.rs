//! The deploy test: the template as it is, through the real SAM CLI, into MiniStack, and the main job
//! through the emulated API Gateway, Lambda, DynamoDB stream and SES.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::ministack::MiniStack;
use crate::{project, shell, tools};

const STAGE: &str = "target/emulated";
const STACK: &str = "kabinet";
const DOMAIN: &str = "kabinet.test";

pub fn run(keep: bool) -> Result<()> {
    tools::python()?;
    stage(&project::path(STAGE))?;
    let cloud = MiniStack::start()?;
    let outputs = deploy(&cloud)?;
    walk(&cloud, &outputs)?;
    if keep {
        println!("{} is up, outputs {outputs}; Enter ends it", cloud.url());
        std::io::stdin().read_line(&mut String::new())?;
    }
    Ok(())
}

/// Lays out a copy of the template with a finished binary where each `CodeUri` points, so that
/// `sam deploy` takes it as it takes the output of `sam build`. The binaries are those of the cheap
/// profile, stripped: building them again in release would double the time of this test.
fn stage(folder: &Path) -> Result<()> {
    shell::run(&mut shell::line("cargo build --quiet --workspace --bins"))?;
    for function in project::FUNCTIONS {
        let code = folder.join("functions").join(function);
        fs::create_dir_all(&code)?;
        let mut strip = shell::line("strip --strip-all -o");
        shell::run(
            strip
                .arg(code.join("bootstrap"))
                .arg(project::debug_binary(function)),
        )?;
    }
    fs::copy(project::path("template.yaml"), folder.join("template.yaml"))?;
    Ok(())
}

/// Keys, stack, and what the emulator leaves out. Returns the outputs of the stack.
fn deploy(cloud: &MiniStack) -> Result<Value> {
    let mut keys = tools::in_venv("python");
    let added = shell::capture(cloud.target(&mut keys).args(["infra/keys.py", "add"]))?;
    let added: Value = serde_json::from_str(&added)?;
    let version = added["SigningKeyVersion"]
        .as_str()
        .context("SigningKeyVersion")?;

    let mut sam = tools::in_venv("sam");
    sam.args([
        "deploy",
        "--stack-name",
        STACK,
        "--resolve-s3",
        "--capabilities",
        "CAPABILITY_IAM",
    ])
    .args([
        "--no-confirm-changeset",
        "--no-progressbar",
        "--disable-rollback",
    ])
    .args(["--template-file", &format!("{STAGE}/template.yaml")])
    .args(["--parameter-overrides", &format!("BaseUrl={}", cloud.url())])
    .args([
        format!("MailFrom=noreply@{DOMAIN}"),
        format!("MailIdentity={DOMAIN}"),
    ])
    .arg(format!("SigningKeyVersion={version}"));
    shell::run(cloud.target(&mut sam))?;

    let mut gaps = tools::in_venv("python");
    let outputs = shell::capture(cloud.target(&mut gaps).args(["infra/emulated.py", STACK]))?;
    Ok(serde_json::from_str(&outputs)?)
}

/// The client of the local test, pointed at the emulated API, table and SES.
fn walk(cloud: &MiniStack, outputs: &Value) -> Result<()> {
    let api = outputs["ApiId"].as_str().context("ApiId")?;
    let table = outputs["TableName"].as_str().context("TableName")?;
    let mut journey = shell::command(project::debug_binary("journey"));
    journey
        .args([
            "--url",
            &format!("{}/_aws/execute-api/{api}/$default", cloud.url()),
        ])
        .args([
            "--mail",
            &format!("{}/_ministack/ses/messages", cloud.url()),
        ])
        .args(["--table", table]);
    shell::run(cloud.target(&mut journey))
}
