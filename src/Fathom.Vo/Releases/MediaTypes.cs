namespace Fathom.Vo.Releases;

/// <summary>Media types by the endings of names.</summary>
internal static class MediaTypes
{
    private static readonly (string Ending, string Type)[] s_endings =
    [
        (".fits", "application/fits"), (".fits.gz", "application/fits"), (".csv", "text/csv"), (".txt", "text/plain"), (".md", "text/markdown"), (".rst", "text/x-rst"),
        (".json", "application/json"), (".json.gz", "application/gzip"), (".gz", "application/gzip"), (".xml", "text/xml"), (".root", "application/vnd.root"),
        (".h5", "application/x-hdf5"), (".hdf5", "application/x-hdf5"), (".vot", "application/x-votable+xml"), (".ecsv", "text/csv"), (".pdf", "application/pdf"),
        (".png", "image/png"), (".jpg", "image/jpeg"), (".svg", "image/svg+xml"),
    ];

    /// <summary>The media type of the longest ending that is known; else bytes.</summary>
    public static string Of(string name) => s_endings.Where(known => name.EndsWith(known.Ending, StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(known => known.Ending.Length).Select(known => known.Type).FirstOrDefault() ?? "application/octet-stream";
}
