namespace Fathom.Benchmarks.Chaos;

/// <summary>A kind of fault that strikes a running campaign.</summary>
internal interface IFault
{
    /// <summary>What it is called in the report.</summary>
    string Name { get; }

    /// <summary>Whether no process of Fathom ends by it or is started for it.</summary>
    bool IsLight { get; }

    /// <summary>Whether it can happen to this set-up.</summary>
    bool Applies(ChaosWorld world);

    /// <summary>Lets it happen once; false where there was nothing to strike at this instant.</summary>
    Task<bool> StrikeAsync(ChaosWorld world, Random random);
}
