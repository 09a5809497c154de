//! The columns of each file and what a cell may hold: wider than what was seen, narrow enough to catch a mix-up.

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Names the row in `PRED.csv`.
    Id,
    /// Known at the row's moment.
    Known,
    /// The answer, or told by it; needed to learn, never an input, absent or ignored on predict.
    Label,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Text,
    /// `2026-01-31`, kept as days since 1970.
    Date,
    /// RFC 3339, kept as seconds since 1970.
    Time,
    Number {
        min: f64,
        max: f64,
        whole: bool,
    },
    /// Finite numbers separated by blanks.
    Series,
}

/// One column of a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    pub name: &'static str,
    pub role: Role,
    pub kind: Kind,
    /// May the cell be empty?
    pub optional: bool,
}

impl Column {
    pub(crate) const fn of(name: &'static str, kind: Kind) -> Self {
        Column { name, role: Role::Known, kind, optional: false }
    }

    const fn id(mut self) -> Self {
        self.role = Role::Id;
        self
    }

    const fn label(mut self) -> Self {
        self.role = Role::Label;
        self
    }

    const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
}

const fn text(name: &'static str) -> Column {
    Column::of(name, Kind::Text)
}

const fn whole(name: &'static str, min: f64, max: f64) -> Column {
    Column::of(name, Kind::Number { min, max, whole: true })
}

const fn real(name: &'static str, min: f64, max: f64) -> Column {
    Column::of(name, Kind::Number { min, max, whole: false })
}

const fn flag(name: &'static str) -> Column {
    whole(name, 0.0, 1.0)
}

/// A count of people or clicks; the largest video of all has 2e10 views.
const fn count(name: &'static str) -> Column {
    whole(name, 0.0, 1e12)
}

const fn rank(name: &'static str) -> Column {
    whole(name, 1.0, 1000.0)
}

/// A place in a list of any length.
const fn place(name: &'static str) -> Column {
    whole(name, 1.0, 4_294_967_295.0)
}

/// A count in any unit, or a share.
const fn volume(name: &'static str) -> Column {
    real(name, 0.0, 1e18)
}

const fn hours(name: &'static str) -> Column {
    real(name, -24.0, 500_000.0)
}

const fn attention(name: &'static str) -> Column {
    real(name, 0.0, 1000.0)
}

pub(crate) const US_DAILY: &[Column] = &[
    text("row_id").id(),
    Column::of("date", Kind::Date),
    text("video_id"),
    text("channel").optional(),
    text("title").optional(),
    whole("duration_s", -1.0, 1e7),
    flag("is_short"),
    flag("verified"),
    hours("age_h"),
    rank("n_list"),
    whole("days_on_list", 1.0, 1e4),
    whole("chan_past", 0.0, 1e5),
    rank("rank"),
    count("views").optional(),
    rank("rank_l1").optional(),
    count("views_l1").optional(),
    rank("rank_l2").optional(),
    count("views_l2").optional(),
    rank("rank_l3").optional(),
    count("views_l3").optional(),
    rank("rank_l4").optional(),
    count("views_l4").optional(),
    rank("rank_l5").optional(),
    count("views_l5").optional(),
    rank("rank_l6").optional(),
    count("views_l6").optional(),
    flag("y_stay").label(),
    flag("y_up").label().optional(),
    real("growth", 0.0, 1e9).label().optional(),
];

pub(crate) const VIEWS: &[Column] = &[
    text("row_id").id(),
    Column::of("ts", Kind::Time),
    text("pool"),
    hours("age_h"),
    count("views"),
    hours("dt_l1").optional(),
    count("views_l1").optional(),
    hours("dt_l2").optional(),
    count("views_l2").optional(),
    hours("dt_l3").optional(),
    count("views_l3").optional(),
    hours("dt_l4").optional(),
    count("views_l4").optional(),
    hours("dt_l5").optional(),
    count("views_l5").optional(),
    // When the next reading came is not known at the row's moment.
    hours("target_dt_h").label().optional(),
    flag("y_rise10").label(),
    flag("y_rise25").label(),
    real("growth24", 0.0, 1e9).label().optional(),
];

pub(crate) const STORIES: &[Column] = &[
    text("row_id").id(),
    Column::of("ts", Kind::Time),
    whole("id", 1.0, 1e12),
    text("title").optional(),
    whole("hours_on_page", 1.0, 1e5),
    rank("rank"),
    count("points"),
    count("comments"),
    rank("rank_l1").optional(),
    count("points_l1").optional(),
    count("comments_l1").optional(),
    rank("rank_l2").optional(),
    count("points_l2").optional(),
    count("comments_l2").optional(),
    rank("rank_l3").optional(),
    count("points_l3").optional(),
    count("comments_l3").optional(),
    rank("rank_l4").optional(),
    count("points_l4").optional(),
    count("comments_l4").optional(),
    rank("rank_l5").optional(),
    count("points_l5").optional(),
    count("comments_l5").optional(),
    rank("rank_l6").optional(),
    count("points_l6").optional(),
    count("comments_l6").optional(),
    flag("y_up1").label().optional(),
    flag("y_stay3").label().optional(),
    flag("y_rise3").label(),
];

pub(crate) const TOPICS: &[Column] = &[
    text("row_id").id(),
    Column::of("date", Kind::Date),
    text("topic"),
    attention("a_l0"),
    attention("a_l1"),
    attention("a_l2"),
    attention("a_l3"),
    attention("a_l4"),
    attention("a_l5"),
    attention("a_l6"),
    attention("a_l7"),
    attention("a_l8"),
    attention("a_l9"),
    attention("a_l10"),
    attention("a_l11"),
    attention("a_l12"),
    attention("a_l13"),
    attention("mean7"),
    attention("next").label().optional(),
    flag("y_rise").label(),
];

/// A row of the domain's signals; moment and topic are known where it comes from a record.
pub(crate) const SIGNALS: &[Column] = &[
    text("row_id").id(),
    Column::of("ts", Kind::Time).optional(),
    text("topic").optional(),
    place("rank").optional(),
    place("rank_l1").optional(),
    place("rank_l2").optional(),
    place("rank_l3").optional(),
    place("rank_l6").optional(),
    place("rank_l12").optional(),
    place("rank_l24").optional(),
    volume("value").optional(),
    volume("value_l1").optional(),
    volume("value_l2").optional(),
    volume("value_l3").optional(),
    volume("value_l6").optional(),
    volume("value_l12").optional(),
    volume("value_l24").optional(),
    real("age_h", 0.0, 1e7),
    whole("readings", 0.0, 1e6),
    whole("sources", 0.0, 1e6),
    whole("places", 0.0, 1e6),
    whole("hour", 0.0, 23.0),
    whole("weekday", 0.0, 6.0),
    flag("y_rise").label(),
];

pub(crate) const PAIRS: &[Column] = &[
    text("row_id").id(),
    text("test_id"),
    text("headline_a"),
    text("headline_b"),
    flag("y").label(),
    real("z", 0.0, 1e4).label().optional(),
];

/// Arms of headline tests: what pairs are made of. No column names a row, a test has several.
pub(crate) const ARMS: &[Column] = &[
    text("test_id"),
    whole("arm", 0.0, 1000.0),
    whole("test_week", 200_000.0, 300_000.0),
    flag("problem"),
    text("headline"),
    text("lede").optional(),
    text("eyecatcher_id").optional(),
    count("impressions"),
    count("clicks"),
];

pub(crate) const TITLES: &[Column] = &[
    text("video_id").id(),
    text("channel_id"),
    text("channel_name").optional(),
    text("video_title"),
    count("video_views").optional(),
    count("video_likes").optional(),
    count("video_dislikes").optional(),
    count("video_comments").optional(),
    count("channel_subscribers").optional(),
    count("channel_videos").optional(),
    count("channel_views").optional(),
    flag("label").label(),
];

pub(crate) const LECTURES: &[Column] = &[
    text("id").id(),
    whole("title_word_count", 0.0, 1000.0),
    real("document_entropy", 0.0, 30.0),
    // The upload date in days: read, never an input (a lecture is not better for being newer).
    whole("freshness", 0.0, 100_000.0),
    real("easiness", -500.0, 500.0),
    real("fraction_stopword_presence", 0.0, 1.0),
    real("normalization_rate", 0.0, 1.0),
    real("speaker_speed", 0.0, 1000.0),
    real("silent_period_rate", 0.0, 100.0),
    flag("engagement").label(),
];

pub(crate) const HOURLY: &[Column] = &[text("id").id(), whole("n", 1.0, 1e6), Column::of("values", Kind::Series)];

pub(crate) const DAILY: &[Column] = &[Column::of("date", Kind::Date).id(), real("pageviews", 0.0, 1e15)];
