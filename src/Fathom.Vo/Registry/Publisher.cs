using System.Text.RegularExpressions;

namespace Fathom.Vo.Registry;

/// <summary>Who publishes: the naming authority of all its identifiers in the Virtual Observatory.</summary>
/// <param name="Authority">Name of the authority, such as <c>antares.example</c>: every identifier begins with <c>ivo://</c> and it.</param>
/// <param name="Name">The institution or collaboration.</param>
/// <param name="Email">Where its people are reached.</param>
/// <param name="Since">When it was stated.</param>
public sealed partial record Publisher(string Authority, string Name, string Email, DateTimeOffset Since)
{
    /// <summary>Identifier of a resource.</summary>
    /// <param name="path">Its path; empty: the authority itself.</param>
    public string Identifier(string path) => path.Length == 0 ? $"ivo://{Authority}" : $"ivo://{Authority}/{path}";

    /// <summary>What is wrong with it (IVOA Identifiers 2.0, section 2.2); null: nothing.</summary>
    public string? Problem() => !AuthorityForm().IsMatch(Authority) ? $"'{Authority}' cannot be an authority: 3 to 100 letters, digits, points and -, such as antares.example."
        : Name.Length is 0 or > 200 || Name.Any(char.IsControl) ? "The publisher needs a name of at most 200 characters."
        : !EmailForm().IsMatch(Email) ? $"'{Email}' is no address for mail."
        : null;

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.\-]{2,99}$")]
    private static partial Regex AuthorityForm();

    [GeneratedRegex(@"^[^\s@<>]{1,100}@[^\s@<>]{1,100}$")]
    private static partial Regex EmailForm();
}
