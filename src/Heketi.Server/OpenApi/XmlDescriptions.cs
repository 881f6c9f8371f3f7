using System.Xml.Linq;
using Heketi.Contracts;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Heketi.Server.OpenApi;

/// <summary>Describes the contracts' types and fields by their XML documentation, where its file lies beside the program.</summary>
internal sealed class XmlDescriptions : ISchemaFilter
{
    private readonly Dictionary<string, string> summaries = Read();

    /// <inheritdoc/>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        var key = context.MemberInfo is { DeclaringType: { } owner } member ? $"P:{owner.FullName}.{member.Name}" : "T:" + context.Type.FullName;
        if (schema is OpenApiSchema plain && summaries.TryGetValue(key, out var text))
        {
            plain.Description = text;
        }
    }

    private static Dictionary<string, string> Read()
    {
        var file = Path.ChangeExtension(Path.Combine(AppContext.BaseDirectory, typeof(HeketiJson).Assembly.GetName().Name + ".dll"), ".xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToDictionary(m => (string)m.Attribute("name")!, m => ((string?)m.Element("summary") ?? "").Trim())
            : [];
    }
}
