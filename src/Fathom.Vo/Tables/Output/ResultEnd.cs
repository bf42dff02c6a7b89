namespace Fathom.Vo.Tables.Output;

/// <summary>How a result ended.</summary>
public enum ResultStatus
{
    /// <summary>All rows are there.</summary>
    Complete,

    /// <summary>There are more rows than were allowed.</summary>
    Overflow,

    /// <summary>Something failed after rows had been sent.</summary>
    Failed,
}

/// <summary>How a result ended.</summary>
/// <param name="Status">How.</param>
/// <param name="Rows">Rows that were written.</param>
/// <param name="Message">Why it failed; null: it did not.</param>
public readonly record struct ResultEnd(ResultStatus Status, long Rows, string? Message = null);
