namespace Fathom.Database.Bulk;

/// <summary>How rows are written.</summary>
public enum BulkVerb
{
    /// <summary>New rows are inserted, known ones get the new values.</summary>
    Upsert,

    /// <summary>All rows are new: one that is known is refused, and the work with it. The fastest.</summary>
    Insert,

    /// <summary>New rows are inserted, known ones stay as they are.</summary>
    InsertNew,

    /// <summary>Known rows get the new values, others are left out.</summary>
    Update,
}
