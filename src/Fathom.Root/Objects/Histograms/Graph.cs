namespace Fathom.Root.Objects.Histograms;

/// <summary>Points of a graph (TGraph, TGraphErrors, TGraphAsymmErrors).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="X">x of each point.</param>
/// <param name="Y">y of each point.</param>
/// <param name="ErrorsXLow">Errors of x downwards; empty where there are none.</param>
/// <param name="ErrorsXHigh">Errors of x upwards; empty where there are none.</param>
/// <param name="ErrorsYLow">Errors of y downwards; empty where there are none.</param>
/// <param name="ErrorsYHigh">Errors of y upwards; empty where there are none.</param>
public sealed record Graph(
    string Name, string Title, double[] X, double[] Y, double[] ErrorsXLow, double[] ErrorsXHigh, double[] ErrorsYLow, double[] ErrorsYHigh)
{
    /// <summary>Whether an object is a graph.</summary>
    public static bool Is(RootObject value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Members.Has("fNpoints") && value.Members.Has("fX") && value.Members.Has("fY");
    }

    /// <summary>The graph that an object is.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static Graph Of(RootObject value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!Is(value))
        {
            throw new ArgumentException($"an object of class {value.ClassName} is no graph", nameof(value));
        }

        RootRecord members = value.Members;
        return new Graph(
            members.Text("fName"), members.Text("fTitle"), Values(members, "fX"), Values(members, "fY"),
            Values(members, "fEXlow", "fEX"), Values(members, "fEXhigh", "fEX"), Values(members, "fEYlow", "fEY"), Values(members, "fEYhigh", "fEY"));
    }

    private static double[] Values(RootRecord members, params string[] names) =>
        names.FirstOrDefault(members.Has) is string name ? members.Array<double>(name).ToArray() : [];
}
