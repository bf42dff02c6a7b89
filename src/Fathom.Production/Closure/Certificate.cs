using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fathom.Production.Writing;

namespace Fathom.Production.Closure;

/// <summary>An input file that a person leaves out of a campaign, by name and with the reason.</summary>
public sealed record WaivedInput(string Lfn, string Reason, string Actor, string Utc);

/// <summary>An input file without its accepted output that nobody has waived.</summary>
/// <param name="Lfn">Its name.</param>
/// <param name="Transformation">The step at which its output is missing.</param>
/// <param name="Why">State of the file there, and the cause where its job has one.</param>
public sealed record OpenInput(string Lfn, string Transformation, string Why);

/// <summary>What a step of a campaign did with its inputs.</summary>
public sealed record StepClosure(string Transformation, long Inputs, long Accepted, long OutputFiles, long OutputBytes, long OutputEvents);

/// <summary>That every input of a campaign has its accepted output, or is waived by name and reason.</summary>
/// <param name="Campaign">Name of the campaign.</param>
/// <param name="Datasets">Its dataset queries, pinned.</param>
/// <param name="Software">Version of the software.</param>
/// <param name="Conditions">Conditions tag, or null.</param>
/// <param name="Inputs">Good input files of the first step.</param>
/// <param name="Steps">The steps.</param>
/// <param name="Waived">What was waived, by name.</param>
/// <param name="Open">What stands in the way of the certificate, at most a thousand; empty in a certificate that is whole.</param>
/// <param name="OpenCount">How many stand in the way.</param>
/// <param name="InputsSha256">Hash over the sorted names of all inputs, one a line.</param>
/// <param name="OutputsSha256">Hash over the sorted names, sizes and checksums of the last step's outputs, one a line.</param>
/// <param name="LastEvent">Sequence number of the ledger's newest event that it is based on.</param>
/// <param name="Utc">Label of its time.</param>
public sealed record Certificate(
    string Campaign, IReadOnlyList<string> Datasets, string Software, string? Conditions, long Inputs, IReadOnlyList<StepClosure> Steps,
    IReadOnlyList<WaivedInput> Waived, IReadOnlyList<OpenInput> Open, long OpenCount, string InputsSha256, string OutputsSha256,
    long LastEvent, string Utc)
{
    /// <summary>Most open inputs that are named.</summary>
    public const int MostNamed = 1000;

    /// <summary>True where nothing stands in the way.</summary>
    public bool IsWhole => OpenCount == 0 && Inputs > 0;

    /// <summary>The certificate as JSON; <see cref="Sha256"/> is over these bytes.</summary>
    public string Json() => LedgerJson.Write(this);

    /// <summary>SHA-256 of the JSON, 64 lower-case hexadecimal digits.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json())));

    /// <summary>The certificate for people.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(IsWhole ? "Certificate of closure" : "NOT CLOSED")}: campaign {Campaign}\n");
        text.Append(CultureInfo.InvariantCulture, $"software {Software}, conditions {Conditions ?? "none"}, {Utc}, ledger event {LastEvent}\n");
        Datasets.ToList().ForEach(dataset => text.Append(CultureInfo.InvariantCulture, $"dataset: {dataset}\n"));
        text.Append(CultureInfo.InvariantCulture, $"{Inputs} inputs, {Waived.Count} waived, {OpenCount} open\n");
        foreach (StepClosure step in Steps)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"  {step.Transformation}: {step.Accepted} of {step.Inputs} inputs accepted; {step.OutputFiles} files, {step.OutputBytes} bytes, {step.OutputEvents} events\n");
        }

        foreach (WaivedInput waived in Waived)
        {
            text.Append(CultureInfo.InvariantCulture, $"  waived {waived.Lfn}: {waived.Reason} ({waived.Actor}, {waived.Utc})\n");
        }

        foreach (OpenInput open in Open)
        {
            text.Append(CultureInfo.InvariantCulture, $"  open {open.Lfn} at {open.Transformation}: {open.Why}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"inputs sha256 {InputsSha256}\noutputs sha256 {OutputsSha256}\nsha256 of the JSON {Sha256()}\n");
        return text.ToString();
    }
}
