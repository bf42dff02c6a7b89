namespace Fathom.Vo.Cone;

/// <summary>What a cone search asks for.</summary>
/// <param name="RightAscension">Centre, ICRS [deg], 0 to 360.</param>
/// <param name="Declination">Centre, ICRS [deg].</param>
/// <param name="Radius">Radius [deg]; 0 asks for the columns only.</param>
/// <param name="Verbosity">1: name and place; 2, 3: all columns.</param>
/// <param name="Limit">Most rows; null: the service's own limit.</param>
/// <param name="Format">What RESPONSEFORMAT says; null: the service's own.</param>
public sealed record ConeRequest(double RightAscension, double Declination, double Radius, int Verbosity, long? Limit, string? Format);

/// <summary>A cone search's parameters, or what is wrong with them.</summary>
/// <param name="Request">What is asked for; null where something is wrong.</param>
/// <param name="Problem">What is wrong, in a sentence; null where nothing is.</param>
public readonly record struct ConeParameters(ConeRequest? Request, string? Problem)
{
    /// <summary>Reads parameters (Simple Cone Search 1.03, section 2; the 1.1 draft's RESPONSEFORMAT and MAXREC). Names are of
    /// any case; what the standard does not know is passed over.</summary>
    public static ConeParameters Read(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var reading = new ConeParameterReading();
        foreach (var (name, value) in parameters)
        {
            reading.Take(name, value);
        }

        return reading.Finish();
    }
}
