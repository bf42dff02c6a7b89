namespace Fathom.Production.Accounting;

/// <summary>What accounts can be grouped by.</summary>
public enum AccountingDimension
{
    /// <summary>Hour, UTC. Older hours than <see cref="AccountingRollup.HoursKept"/> are kept as days: they stand at 00:00.</summary>
    Hour,

    /// <summary>Day, UTC.</summary>
    Day,

    /// <summary>Month, UTC.</summary>
    Month,

    /// <summary>Site of the pilot.</summary>
    Site,

    /// <summary>Campaign.</summary>
    Campaign,

    /// <summary>Transformation.</summary>
    Transformation,

    /// <summary>Who the work was done for.</summary>
    User,

    /// <summary>Cause of the failure; empty for what was accepted.</summary>
    Cause,
}
