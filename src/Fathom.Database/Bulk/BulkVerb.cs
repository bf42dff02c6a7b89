namespace Fathom.Database.Bulk;

/// <summary>How rows are written.</summary>
public enum BulkVerb
{
    /// <summary>New rows are inserted, known ones get the new values.</summary>
    Upsert,

    /// <summary>New rows are inserted, known ones stay as they are.</summary>
    InsertNew,

    /// <summary>Known rows get the new values, others are left out.</summary>
    Update,
}
