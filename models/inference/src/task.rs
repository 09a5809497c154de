//! What can be predicted, by name: the question, the file it is learned from, and whether what was learned may ship.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    InferenceError,
    schema::{self, Column},
};

/// One question with a measured answer; names as on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Task {
    /// Is the video on the US trending list tomorrow?
    #[serde(rename = "t1a.y_stay")]
    UsStay,
    /// Do a video's views grow by 10 % in 24 hours?
    #[serde(rename = "t1c.y_rise10")]
    ViewsRise10,
    /// Do a video's views grow by 25 % in 24 hours?
    #[serde(rename = "t1c.y_rise25")]
    ViewsRise25,
    /// Do a story's points grow by 25 % in 3 hours, on the front page?
    #[serde(rename = "t1e.y_rise3")]
    StoryRise,
    /// Does a topic get clearly more attention tomorrow than in the week before?
    #[serde(rename = "t1g.y_rise")]
    TopicRise,
    /// Does a topic's volume grow by 25 % in 3 hours, by the signals about it?
    #[serde(rename = "signals.y_rise")]
    Signals,
    /// Which of two headlines of one story is clicked more?
    #[serde(rename = "t3b")]
    HeadlinePair,
    /// Is this title of a clickbait channel?
    #[serde(rename = "t4b")]
    Clickbait,
    /// Does the median viewer watch at least 30 % of the lecture?
    #[serde(rename = "t4c")]
    Lecture,
    /// 48 more hours of an hourly series.
    #[serde(rename = "t2a")]
    Hourly,
    /// 14 more days of a daily series.
    #[serde(rename = "t2b")]
    Daily,
}

/// What `train` is asked for: tasks that share an audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    Trend,
    Quality,
    Titles,
    Forecast,
}

impl Family {
    pub const ALL: [Family; 4] = [Family::Trend, Family::Quality, Family::Titles, Family::Forecast];

    pub const fn name(self) -> &'static str {
        match self {
            Family::Trend => "trend",
            Family::Quality => "quality",
            Family::Titles => "titles",
            Family::Forecast => "forecast",
        }
    }

    pub fn tasks(self) -> Vec<Task> {
        Task::ALL.into_iter().filter(|task| task.family() == self).collect()
    }
}

impl Task {
    pub const ALL: [Task; 11] = [
        Task::UsStay,
        Task::ViewsRise10,
        Task::ViewsRise25,
        Task::StoryRise,
        Task::TopicRise,
        Task::Signals,
        Task::HeadlinePair,
        Task::Clickbait,
        Task::Lecture,
        Task::Hourly,
        Task::Daily,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Task::UsStay => "t1a.y_stay",
            Task::ViewsRise10 => "t1c.y_rise10",
            Task::ViewsRise25 => "t1c.y_rise25",
            Task::StoryRise => "t1e.y_rise3",
            Task::TopicRise => "t1g.y_rise",
            Task::Signals => "signals.y_rise",
            Task::HeadlinePair => "t3b",
            Task::Clickbait => "t4b",
            Task::Lecture => "t4c",
            Task::Hourly => "t2a",
            Task::Daily => "t2b",
        }
    }

    pub fn names() -> Vec<&'static str> {
        Task::ALL.iter().map(|task| task.name()).collect()
    }

    pub const fn family(self) -> Family {
        match self {
            Task::UsStay
            | Task::ViewsRise10
            | Task::ViewsRise25
            | Task::StoryRise
            | Task::TopicRise
            | Task::Signals => Family::Trend,
            Task::Lecture => Family::Quality,
            Task::HeadlinePair | Task::Clickbait => Family::Titles,
            Task::Hourly | Task::Daily => Family::Forecast,
        }
    }

    /// The question, for people.
    pub const fn question(self) -> &'static str {
        match self {
            Task::UsStay => "Is the video on the US trending list tomorrow?",
            Task::ViewsRise10 => "Do a video's views grow by 10 % in 24 hours?",
            Task::ViewsRise25 => "Do a video's views grow by 25 % in 24 hours?",
            Task::StoryRise => "Do a story's points grow by 25 % in 3 hours, on the front page?",
            Task::TopicRise => "Does a topic get clearly more attention tomorrow than in the week before?",
            Task::Signals => "Does a topic's volume grow by 25 % in 3 hours?",
            Task::HeadlinePair => "Which of two headlines of one story is clicked more?",
            Task::Clickbait => "Is this title of a clickbait channel?",
            Task::Lecture => "Does the median viewer watch at least 30 % of the lecture?",
            Task::Hourly => "What are the next 48 hours of an hourly series?",
            Task::Daily => "What are the next 14 days of a daily series?",
        }
    }

    /// What of the running service asks it; the others are asked at the command line alone.
    pub const fn asked_by(self) -> Option<&'static str> {
        match self {
            Task::Signals => Some("ideas"),
            Task::HeadlinePair | Task::Clickbait => Some("script check"),
            _ => None,
        }
    }

    /// The training file's name inside the data folder.
    pub const fn file(self) -> &'static str {
        match self {
            Task::UsStay => "t1a_yt_us_daily.csv.gz",
            Task::ViewsRise10 | Task::ViewsRise25 => "t1c_yt_views_24h.csv.gz",
            Task::StoryRise => "t1e_hn_hourly.csv.gz",
            Task::TopicRise => "t1g_hn_topics_daily.csv.gz",
            Task::Signals => "raw_hn_front_page_hourly.csv.gz",
            Task::HeadlinePair => "t3b_headline_pairs.csv.gz",
            Task::Clickbait => "t4b_yt_titles_by_channel.csv.gz",
            Task::Lecture => "t4c_lecture_engagement.csv.gz",
            Task::Hourly => "t2a_m4_hourly_train.csv.gz",
            Task::Daily => "t2b_site_pageviews_daily.csv.gz",
        }
    }

    /// The data's licence where it allows weights to ship; none: the user trains on their own machine.
    pub const fn licence(self) -> Option<&'static str> {
        match self {
            Task::StoryRise | Task::TopicRise | Task::Signals => Some("ISC"),
            Task::Clickbait => Some("MIT"),
            _ => None,
        }
    }

    /// The columns of its file, in the file's order.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Task::UsStay => schema::US_DAILY,
            Task::ViewsRise10 | Task::ViewsRise25 => schema::VIEWS,
            Task::StoryRise => schema::STORIES,
            Task::TopicRise => schema::TOPICS,
            Task::Signals => schema::SIGNALS,
            Task::HeadlinePair => schema::PAIRS,
            Task::Clickbait => schema::TITLES,
            Task::Lecture => schema::LECTURES,
            Task::Hourly => schema::HOURLY,
            Task::Daily => schema::DAILY,
        }
    }

    /// The label's column; a forecast has none.
    pub const fn label(self) -> Option<&'static str> {
        match self {
            Task::UsStay => Some("y_stay"),
            Task::ViewsRise10 => Some("y_rise10"),
            Task::ViewsRise25 => Some("y_rise25"),
            Task::StoryRise => Some("y_rise3"),
            Task::TopicRise | Task::Signals => Some("y_rise"),
            Task::HeadlinePair => Some("y"),
            Task::Clickbait => Some("label"),
            Task::Lecture => Some("engagement"),
            Task::Hourly | Task::Daily => None,
        }
    }

    /// The column that says when a row was seen.
    pub const fn moment(self) -> Option<&'static str> {
        match self {
            Task::UsStay | Task::TopicRise | Task::Daily => Some("date"),
            Task::ViewsRise10 | Task::ViewsRise25 | Task::StoryRise | Task::Signals => Some("ts"),
            _ => None,
        }
    }
}

impl fmt::Display for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Task {
    type Err = InferenceError;

    fn from_str(name: &str) -> Result<Self, InferenceError> {
        let found = Task::ALL.into_iter().find(|task| task.name() == name);
        found.ok_or_else(|| InferenceError::UnknownTask(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Role;

    #[test]
    fn every_task_is_read_back_from_its_name() {
        for task in Task::ALL {
            assert_eq!(task.name().parse::<Task>().ok(), Some(task));
            assert_eq!(serde_json::to_value(task).unwrap(), task.name());
        }
        let unknown = "t9".parse::<Task>().unwrap_err().to_string();
        assert!(unknown.contains("t1a.y_stay"), "{unknown}");
    }

    #[test]
    fn label_and_moment_are_columns_of_the_file() {
        for task in Task::ALL {
            let role = |name| task.columns().iter().find(|column| column.name == name).map(|column| column.role);
            assert!(task.label().is_none_or(|name| role(name) == Some(Role::Label)), "{task}");
            assert!(task.moment().is_none_or(|name| role(name).is_some()), "{task}");
        }
    }
}
