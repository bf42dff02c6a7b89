using System.Diagnostics.CodeAnalysis;

namespace Fathom.Compute.Steps;

/// <summary>The payload steps by name.</summary>
public sealed class StepCatalogue
{
    private readonly Dictionary<string, IStep> _byName;

    /// <summary>Makes a catalogue of the given steps.</summary>
    /// <exception cref="ArgumentException">Two steps have one name.</exception>
    public StepCatalogue(IEnumerable<IStep> steps)
    {
        All = [.. steps];
        _byName = All.ToDictionary(step => step.Name, StringComparer.Ordinal);
    }

    /// <summary>Every step that comes with Fathom: those of the detector, then those of the telescope.</summary>
    public static StepCatalogue Default { get; } = new(
    [
        new DecodeStep(),
        new ReconstructStep(),
        new CompactStep(),
        new TelescopeReconstructStep(),
        new TelescopeReduceStep(),
    ]);

    /// <summary>The steps in the order of the data.</summary>
    public IReadOnlyList<IStep> All { get; }

    /// <summary>Finds a step.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out IStep? step) => _byName.TryGetValue(name, out step);
}
