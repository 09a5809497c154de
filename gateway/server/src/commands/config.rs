//! `ytempire config`: the settings as they would be used.

use crate::{cli::ConfigCommand, config::Config};

pub fn run(config: &Config, command: &ConfigCommand) -> anyhow::Result<()> {
    match command {
        ConfigCommand::Print => print!("{}", toml::to_string_pretty(config)?),
        // Reading it was the check.
        ConfigCommand::Check => println!("the configuration is valid"),
    }
    Ok(())
}
