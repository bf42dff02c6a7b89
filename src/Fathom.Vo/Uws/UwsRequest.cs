namespace Fathom.Vo.Uws;

/// <summary>A request to a job list or to what is below it.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Segments after the list's address: none for the list, the job's id, then what of it.</param>
/// <param name="Parameters">Of the query and of the form.</param>
/// <param name="Owner">Whose jobs it sees.</param>
/// <param name="List">The list's address, without a slash at its end.</param>
public sealed record UwsRequest(string Method, IReadOnlyList<string> Path, IReadOnlyList<UwsParameter> Parameters, string Owner, Uri List)
{
    /// <summary>Files that came with the request for the job.</summary>
    public IReadOnlyList<UwsFile> Files { get; init; } = [];

    /// <summary>The last value of a parameter, in any case of its name.</summary>
    public string? Value(string name) =>
        Parameters.LastOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))?.Value;
}

/// <summary>A file that came with a request; what becomes of it is the job's.</summary>
/// <param name="Name">Its name in the job's folder.</param>
/// <param name="Path">Where it lies, on the same disk as the jobs; it is moved.</param>
public sealed record UwsFile(string Name, string Path);
