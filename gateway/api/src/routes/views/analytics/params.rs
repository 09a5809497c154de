//! Query parameters that several paths share.

use utoipa::{
    IntoParams, PartialSchema as _,
    openapi::{
        Ref, RefOr, Required,
        path::{Parameter, ParameterBuilder, ParameterIn},
        schema::{ArrayBuilder, KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type},
    },
};

/// `from`, `to`, `tz`, `channel_id`, `format` and `If-None-Match`.
pub enum RangeQuery {}

impl IntoParams for RangeQuery {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        const RANGE: &str = "the 28 days that end yesterday if both are left out";
        let channels = ArrayBuilder::new().items(String::schema()).into();
        let held = ParameterBuilder::new().name("If-None-Match").parameter_in(ParameterIn::Header);
        vec![
            query("from", day(), &format!("first day, a whole day of the platform; {RANGE}")),
            query("to", day(), &format!("last day, included; {RANGE}")),
            query(
                "tz",
                text(&[]),
                "America/Los_Angeles, in which the platform cuts its days; another IANA zone only where hours are asked for",
            ),
            query("channel_id", channels, "may be repeated; every channel if left out"),
            query("format", text(&["json", "csv"]), "csv: the same rows as a file (RFC 4180)"),
            held.required(Required::False)
                .description(Some("an ETag that you hold"))
                .schema(Some(String::schema()))
                .build(),
        ]
    }
}

/// `metric`, repeated.
pub enum MetricQuery {}

impl IntoParams for MetricQuery {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let metrics = ArrayBuilder::new().items(Ref::from_schema_name("MetricName")).into();
        vec![query("metric", metrics, "may be repeated")]
    }
}

fn query(name: &str, schema: RefOr<Schema>, description: &str) -> Parameter {
    let parameter = ParameterBuilder::new().name(name).parameter_in(ParameterIn::Query).required(Required::False);
    parameter.description(Some(description)).schema(Some(schema)).build()
}

fn day() -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))).into()
}

/// One of `values`, or any text.
fn text(values: &[&str]) -> RefOr<Schema> {
    let plain = ObjectBuilder::new().schema_type(Type::String);
    if values.is_empty() { plain.into() } else { plain.enum_values(Some(values.iter().copied())).into() }
}
