using Fathom.Portal.Plots;

namespace Fathom.Portal.Pages.Physics;

/// <summary>What the miniESD files of a campaign hold together, summed from their metadata.</summary>
/// <param name="Files">Number of files.</param>
/// <param name="Events">Events in them.</param>
/// <param name="Reconstructed">Events with a converged vertex.</param>
/// <param name="IbdPairs">Pairs of prompt and delayed event that look like inverse beta decay.</param>
/// <param name="LivetimeNs">Livetime [ns].</param>
/// <param name="Energy">Visible energy [MeV], or null where no file tells it.</param>
/// <param name="Volume">(r/R)³ of the vertex, or null where no file tells it.</param>
public sealed record PhysicsSummary(
    long Files, long Events, long Reconstructed, long IbdPairs, long LivetimeNs, Histogram? Energy, Histogram? Volume);
