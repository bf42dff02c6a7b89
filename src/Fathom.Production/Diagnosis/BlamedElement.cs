using System.Text.RegularExpressions;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Protocol;

namespace Fathom.Production.Diagnosis;

/// <summary>Where an attempt reads and writes.</summary>
/// <param name="Output">Element of its outputs.</param>
/// <param name="OutputPath">Its own folder there.</param>
/// <param name="Inputs">Its inputs with their replicas; each is read from the first that is good.</param>
internal sealed record AttemptPlaces(string Output, string OutputPath, IReadOnlyList<LeasedInput> Inputs)
{
    /// <summary>Elements that it may have read from.</summary>
    public IEnumerable<string> Sources => Inputs.SelectMany(input => input.Replicas).Select(replica => replica.Element.Name).Distinct(StringComparer.Ordinal);
}

/// <summary>Which storage element a failure of storage is to be blamed on: a pure function. Only elements of the attempt are ever blamed, and
/// where the evidence may mean several, none is.</summary>
internal static partial class BlamedElement
{
    // What a pilot declares so it met where it wrote.
    private static readonly string[] OfWriting = ["StorageFull", "StorageDenied", "StorageFault", "StorageNotDurable", "StorageAway"];

    /// <summary>The element, or null where the evidence tells none.</summary>
    public static string? Of(FailureEvidence evidence, AttemptPlaces places)
    {
        string[] all = [.. places.Sources.Append(places.Output).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
        return evidence.Element is { } told ? Array.Find(all, name => name == told)
            : all is [var only] ? only
            : Named(EvidenceText.Of(evidence), all, places)
            ?? (OfWriting.Contains(evidence.Cause, StringComparer.Ordinal) ? places.Output : ByDirection(EvidenceText.Of(evidence), places));
    }

    // By name, else by the name of a file that lies there.
    private static string? Named(string text, string[] all, AttemptPlaces places) =>
        Only(all.Where(name => IsWord(text, name)))
        ?? Only([
            .. places.OutputPath.Length > 0 && text.Contains(places.OutputPath, StringComparison.Ordinal) ? [places.Output] : Array.Empty<string>(),
            .. places.Inputs.SelectMany(input => input.Replicas.Where((replica, i) =>
                text.Contains(replica.Path, StringComparison.Ordinal) || (i == 0 && text.Contains(input.Lfn, StringComparison.Ordinal))))
                .Select(replica => replica.Element.Name),
        ]);

    private static string? ByDirection(string text, AttemptPlaces places) => (Reads().IsMatch(text), Writes().IsMatch(text)) switch
    {
        (true, false) => Only(places.Inputs.Select(input => input.Replicas.Count > 0 ? input.Replicas[0].Element.Name : "").Where(name => name.Length > 0)),
        (false, true) => places.Output,
        _ => null,
    };

    private static string? Only(IEnumerable<string> names) => names.Distinct(StringComparer.Ordinal).ToArray() is [var only] ? only : null;

    private static bool IsWord(string text, string name)
    {
        for (int at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            int end = at + name.Length;
            if ((at == 0 || !IsOfName(text[at - 1])) && (end == text.Length || !IsOfName(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfName(char letter) => char.IsLetterOrDigit(letter) || letter is '-' or '_';

    [GeneratedRegex(@"\b(stage-?in|staging in|download\w*|read(ing)?|fetch\w*|input)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Reads();

    [GeneratedRegex(@"\b(stage-?out|staging out|upload\w*|writ(e|ing)|written|output)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Writes();
}
