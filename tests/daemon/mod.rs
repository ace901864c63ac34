//! A running daemon, with its folders and its log.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Long enough for any machine; nothing waits for it to pass.
const PATIENCE: Duration = Duration::from_secs(300);

pub struct Daemon {
    pub folder: tempfile::TempDir,
    pub child: Child,
    log: Receiver<String>,
    pub heard: Vec<String>,
}

impl Daemon {
    pub fn start() -> Self {
        Self::start_with(&["inbox"], &[])
    }

    pub fn start_with(inboxes: &[&str], arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let own = |name: &str| folder.path().join(name).display().to_string();
        let inboxes: Vec<String> = inboxes.iter().map(|inbox| own(inbox)).collect();
        for inbox in &inboxes {
            std::fs::create_dir_all(inbox).expect("an inbox");
        }
        let program = env!("CARGO_BIN_EXE_tillsyn");
        let rules = folder.path().join("rules");
        assert!(
            Command::new(program)
                .args(["rules", "export"])
                .arg(&rules)
                .stdout(Stdio::null())
                .status()
                .expect("runs")
                .success()
        );
        let (out, data, rules) = (own("out"), own("data"), own("rules"));
        let named = [
            "--out",
            &out,
            "--data",
            &data,
            "--rules",
            &rules,
            "--stable-seconds",
            "0.3",
        ];
        let inboxes: Vec<&str> = inboxes.iter().map(String::as_str).collect();
        let arguments = [&inboxes[..], &named, arguments].concat();
        Self::watch(folder, &arguments)
    }

    /// Watches `inbox` with a configuration of its own besides.
    pub fn configured(configuration: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("inbox")).expect("an inbox");
        Self::restart(folder, configuration)
    }

    /// Watches the same folders once more.
    pub fn restart(folder: tempfile::TempDir, configuration: &str) -> Self {
        let config = Self::configure(&folder, configuration);
        Self::watch(folder, &["--config", &config])
    }

    /// The same, with no rights beyond those that the folders give to everybody.
    #[cfg(unix)]
    pub fn restart_as_nobody(folder: tempfile::TempDir, configuration: &str) -> Self {
        use std::os::unix::fs::MetadataExt;
        use std::os::unix::process::CommandExt;
        let config = Self::configure(&folder, configuration);
        let mut command = Command::new(env!("CARGO_BIN_EXE_tillsyn"));
        command.args(["watch", "--config", &config]);
        // The administrator may write everywhere; nobody may not.
        if folder.path().metadata().expect("a folder").uid() == 0 {
            command.uid(65534).gid(65534);
        }
        Self::started(folder, command)
    }

    fn configure(folder: &tempfile::TempDir, configuration: &str) -> String {
        let config = folder.path().join("tillsyn.toml");
        let inbox = if configuration.contains("inbox =") {
            ""
        } else {
            "inbox = [\"inbox\"]\n"
        };
        let data = if configuration.contains("data =") {
            ""
        } else {
            "data = \"data\"\n"
        };
        let text = format!("out = \"out\"\nstable_seconds = 0.2\n{data}{inbox}{configuration}");
        std::fs::write(&config, text).expect("a configuration");
        config.display().to_string()
    }

    /// Ends it at once, as a crash would, and hands its folders back.
    pub fn kill(mut self) -> tempfile::TempDir {
        let _ = self.child.kill();
        let _ = self.child.wait();
        std::mem::replace(&mut self.folder, tempfile::tempdir().expect("a folder"))
    }

    /// Asks it to end in good order.
    pub fn end(&self) {
        let killed = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(killed.expect("kill runs").success());
    }

    /// What a command prints of this daemon's store, as JSON.
    pub fn ask(&self, command: &[&str]) -> serde_json::Value {
        let output = self.command(command);
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
    }

    pub fn command(&self, command: &[&str]) -> std::process::Output {
        Command::new(env!("CARGO_BIN_EXE_tillsyn"))
            .args(command)
            .arg("--data")
            .arg(self.path("data"))
            .output()
            .expect("runs")
    }

    /// Another program writes to the store.
    pub fn change_store(&self, sql: &str) {
        use sqlx::Connection;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let address = format!("sqlite://{}", self.path("data/tillsyn.db").display());
        runtime.block_on(async {
            let mut store = sqlx::SqliteConnection::connect(&address).await.expect("a store");
            let done = sqlx::query(sql).execute(&mut store).await;
            done.expect("a change");
        });
    }

    pub fn watch(folder: tempfile::TempDir, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tillsyn"));
        command.arg("watch").args(arguments);
        Self::started(folder, command)
    }

    /// Started in its own folder, below which relative paths begin.
    pub fn watch_from_inside(folder: tempfile::TempDir, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tillsyn"));
        command.arg("watch").args(arguments).current_dir(folder.path());
        Self::started(folder, command)
    }

    fn started(folder: tempfile::TempDir, command: Command) -> Self {
        let mut daemon = Self::begun(folder, command);
        daemon.wait_for("watching");
        daemon
    }

    /// Does not wait until it watches.
    pub fn begin(folder: tempfile::TempDir, configuration: &str) -> Self {
        let config = Self::configure(&folder, configuration);
        let mut command = Command::new(env!("CARGO_BIN_EXE_tillsyn"));
        command.args(["watch", "--config", &config]);
        Self::begun(folder, command)
    }

    fn begun(folder: tempfile::TempDir, mut command: Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().expect("the daemon starts");
        let errors = child.stderr.take().expect("a log");
        let (sender, log) = channel();
        std::thread::spawn(move || {
            BufReader::new(errors)
                .lines()
                .map_while(Result::ok)
                .try_for_each(|line| sender.send(line))
        });
        Daemon {
            folder,
            child,
            log,
            heard: Vec::new(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Waits for a line of the log.
    pub fn wait_for(&mut self, part: &str) -> String {
        let end = Instant::now() + PATIENCE;
        while let Ok(line) = self
            .log
            .recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            self.heard.push(line.clone());
            if line.contains(part) {
                return line;
            }
        }
        panic!("the log never said “{part}”:\n{}", self.heard.join("\n"));
    }

    pub fn drop_report(&self, name: &str, text: &str) {
        std::fs::write(self.path("inbox").join(name), text).expect("a file in the inbox");
    }

    pub fn findings(&self, name: &str) -> serde_json::Value {
        let text = std::fs::read_to_string(self.path("out").join(format!("{name}.findings.json")))
            .expect("findings");
        serde_json::from_str(&text).expect("valid JSON")
    }

    pub fn rules_fired(&self, name: &str) -> Vec<String> {
        let json = self.findings(name);
        json["reports"][0]["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .map(|finding| finding["rule"].as_str().unwrap_or_default().to_string())
            .collect()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
