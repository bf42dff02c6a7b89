namespace Fathom.Events.Telescope.Display;

/// <summary>A detection unit: its lowest and highest module with a hit [m].</summary>
public sealed record DisplayLine(int DetectionUnit, double[] Bottom, double[] Top);

/// <summary>Optical modules as columns of equal length.</summary>
/// <param name="DomId">Identifier.</param>
/// <param name="DetectionUnit">Line.</param>
/// <param name="Floor">Floor on it.</param>
/// <param name="Position">x, y, z of each [m], three numbers a module; the mean of its hit PMTs.</param>
/// <param name="Hits">Number of hits.</param>
/// <param name="Used">Number of hits used in the fit.</param>
/// <param name="Time">Earliest used hit, or earliest triggered one, or earliest one [ns].</param>
/// <param name="TimeOverThreshold">Sum over its hits [ns].</param>
public sealed record DisplayModules(
    int[] DomId, int[] DetectionUnit, int[] Floor, double[] Position, int[] Hits, int[] Used, double[] Time, int[] TimeOverThreshold);

/// <summary>Single hits as columns of equal length.</summary>
/// <param name="Module">Index into the modules.</param>
/// <param name="Channel">PMT in the module.</param>
/// <param name="Position">x, y, z of each PMT [m], three numbers a hit.</param>
/// <param name="Time">Time [ns].</param>
/// <param name="TimeOverThreshold">Time over threshold [ns].</param>
/// <param name="Triggered">Took part in the trigger (0 or 1).</param>
/// <param name="Used">Used in the fit (0 or 1).</param>
public sealed record DisplayHits(
    int[] Module, int[] Channel, double[] Position, double[] Time, int[] TimeOverThreshold, int[] Triggered, int[] Used);

/// <summary>A track to draw.</summary>
/// <param name="Point">A point on it [m].</param>
/// <param name="Direction">Unit vector of travel.</param>
/// <param name="Time">Time at the point [ns].</param>
/// <param name="Enter">Where it enters the sphere around all hit modules, as a distance along it from the point [m].</param>
/// <param name="Leave">Where it leaves that sphere [m].</param>
public sealed record DisplayTrack(double[] Point, double[] Direction, double Time, double Enter, double Leave);
