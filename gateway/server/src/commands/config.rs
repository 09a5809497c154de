//! `ytempire config`: the settings as they would be used.

use crate::{cli::ConfigCommand, config::Config, sinks};

pub fn run(config: &Config, command: &ConfigCommand) -> anyhow::Result<()> {
    match command {
        ConfigCommand::Print => print!("{}", toml::to_string_pretty(config)?),
        ConfigCommand::Check => {
            // Reading it was the check; only the copy's settings say more when it is made.
            sinks::copy(&config.scylla)?;
            println!("the configuration is valid");
        }
    }
    Ok(())
}
