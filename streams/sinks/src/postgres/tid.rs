//! Where a row lies in its table.

use sqlx::{
    Decode, Encode, Postgres, Type,
    encode::IsNull,
    error::BoxDynError,
    postgres::{PgArgumentBuffer, PgHasArrayType, PgTypeInfo, PgValueRef, types::Oid},
};

/// PostgreSQL's `ctid` as its `tidsend` writes it: block, then item. It stays as long as nobody changes the row or moves
/// the table, so whoever uses it holds both.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tid([u8; 6]);

impl Type<Postgres> for Tid {
    /// `pg_type.dat` of PostgreSQL: `tid`.
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(Oid(27))
    }
}

impl PgHasArrayType for Tid {
    /// `_tid` there.
    fn array_type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(Oid(1010))
    }
}

impl Encode<'_, Postgres> for Tid {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        buffer.extend_from_slice(&self.0);
        Ok(IsNull::No)
    }
}

impl Decode<'_, Postgres> for Tid {
    fn decode(value: PgValueRef<'_>) -> Result<Self, BoxDynError> {
        Ok(Tid(value.as_bytes()?.try_into()?))
    }
}
