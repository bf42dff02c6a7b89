namespace Fathom.Production.Accounting;

/// <summary>What ended attempts are counted by, but for the time.</summary>
/// <param name="Site">Site of the pilot; empty where it is not known.</param>
/// <param name="Campaign">Name of the campaign; empty for what belongs to none.</param>
/// <param name="Transformation">Name of the transformation.</param>
/// <param name="Owner">Who the work is done for.</param>
/// <param name="Cause">Normalised cause of the failure; empty for accepted attempts.</param>
public sealed record AccountingSeries(string Site, string Campaign, string Transformation, string Owner, string Cause)
{
    /// <summary>Different causes that are kept apart for each transformation; the others are <see cref="OtherCauses"/>.</summary>
    /// <remarks>A broken payload that puts a number into its messages must not make a row of each.</remarks>
    public const int MostCauses = 100;

    /// <summary>Stands for all causes beyond <see cref="MostCauses"/>.</summary>
    public const string OtherCauses = "(other causes)";

    /// <summary>Owner of work whose campaign names none.</summary>
    public const string NoOwner = "production";
}
