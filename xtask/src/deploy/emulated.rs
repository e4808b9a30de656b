//! The deploy test: the templates as they are, through the real SAM CLI, into MiniStack, and the main
//! job through the emulated API Gateway, Lambda, DynamoDB stream and SES.

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
    let outputs = deploy_application(&cloud)?;
    deploy_surroundings(&cloud, &outputs)?;
    walk(&cloud, &outputs)?;
    if keep {
        println!("{} is up, outputs {outputs:#}; Enter ends it", cloud.url());
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
        shell::run(strip.arg(code.join("bootstrap")).arg(project::debug_binary(function)))?;
    }
    fs::copy(project::path("template.yaml"), folder.join("template.yaml"))?;
    Ok(())
}

/// Keys, the stack, and what the emulator leaves out of it. Returns the outputs of the stack.
fn deploy_application(cloud: &MiniStack) -> Result<Value> {
    let added = python(cloud, &["infra/keys.py", "add"])?;
    let version = text(&added, "SigningKeyVersion")?;
    let parameters = [
        format!("BaseUrl={}", cloud.url()),
        format!("MailFrom=noreply@{DOMAIN}"),
        format!("MailIdentity={DOMAIN}"),
        format!("SigningKeyVersion={version}"),
        format!("S3Endpoint={}", cloud.url()),
    ];
    deploy(cloud, STACK, &format!("{STAGE}/template.yaml"), &parameters)?;
    rotate(cloud)?;
    python(cloud, &["infra/emulated.py", STACK])
}

/// The rotation that operations do every so often: what is walked afterwards is signed and accepted by the new key only.
fn rotate(cloud: &MiniStack) -> Result<()> {
    let mut script = tools::in_venv("python");
    shell::run(cloud.target(&mut script).args(["infra/keys.py", "rotate", STACK, "--wait", "0"]))
}

/// Hosting and alarms. The emulator creates them; it has no way from its CloudFront to the origins.
fn deploy_surroundings(cloud: &MiniStack, outputs: &Value) -> Result<()> {
    let parameters = |names: &[&str]| -> Result<Vec<String>> {
        names.iter().map(|name| Ok(format!("{name}={}", text(outputs, name)?))).collect()
    };
    let hosting = parameters(&["ApiDomain", "OriginSecret", "FilesDomain"])?;
    deploy(cloud, "kabinet-hosting", "infra/hosting.yaml", &hosting)?;
    let mut watched =
        parameters(&["ApiId", "TableName", "FailureQueue", "MailerFunction", "RemindersFunction", "ExpiryFunction"])?;
    watched.push(format!("Email=ops@{DOMAIN}"));
    deploy(cloud, "kabinet-alarms", "infra/alarms.yaml", &watched)
}

fn deploy(cloud: &MiniStack, stack: &str, template: &str, parameters: &[String]) -> Result<()> {
    let mut sam = tools::in_venv("sam");
    sam.args(["deploy", "--stack-name", stack, "--template-file", template, "--resolve-s3"])
        .args(["--capabilities", "CAPABILITY_IAM", "--disable-rollback"])
        .args(["--no-confirm-changeset", "--no-progressbar", "--parameter-overrides"])
        .args(parameters);
    shell::run(cloud.target(&mut sam))
}

/// The client of the local test, pointed at the emulated API, table and SES; the operator's program sets the shop.
fn walk(cloud: &MiniStack, outputs: &Value) -> Result<()> {
    let (url, api) = (cloud.url(), text(outputs, "ApiId")?);
    let mut journey = shell::command(project::debug_binary("journey"));
    journey
        .args(["--url", &format!("{url}/_aws/execute-api/{api}/$default")])
        .args(["--mail", &format!("{url}/_ministack/ses/messages")])
        .args(["--table", text(outputs, "TableName")?])
        .arg("--kabinet")
        .arg(project::debug_binary("kabinet"))
        .env("KABINET_CODES_PREFIX", text(outputs, "CodesPrefix")?);
    shell::run(cloud.target(&mut journey))
}

/// A script of `infra/` with the emulator as its AWS; what it prints is JSON.
fn python(cloud: &MiniStack, arguments: &[&str]) -> Result<Value> {
    let mut script = tools::in_venv("python");
    let printed = shell::capture(cloud.target(&mut script).args(arguments))?;
    Ok(serde_json::from_str(&printed)?)
}

fn text<'a>(values: &'a Value, name: &str) -> Result<&'a str> {
    values[name].as_str().with_context(|| name.to_owned())
}
