namespace Fathom.Sky.Sphere;

/// <summary>Cells of the finest order (29), nested scheme, one after another.</summary>
/// <param name="First">The first cell.</param>
/// <param name="End">The cell after the last.</param>
/// <param name="IsInside">True where each of the cells lies wholly inside what was asked for.</param>
public readonly record struct HealpixRange(long First, long End, bool IsInside);
